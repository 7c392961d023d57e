// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/core/error.h"
#include "app/station/make_devices.h"

namespace tgc::station {

/// Whether the points that interlocks name are there, are numbers in a unit that goes with the limit, and whether a
/// hydrogen detector that is inhibited could be told from clean air. BadInput: "FILE, line N: ...".
[[nodiscard]] Result<void> checkInterlocks(const bench::BenchFile &bench, const std::string &file,
                                           const DeviceFolders &folders);

} // namespace tgc::station

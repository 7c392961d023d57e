// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "analysis/core/error.h"

namespace tgc::cli {

/// One channel of a run, stored or still being recorded, as the name of `out` says: `.csv` (and "-") native CSV, `.xlsx`,
/// `.cdf` ANDI netCDF with the peaks of the latest integration. `channel`: its name or a number from 1, also a signal that
/// was recorded beside the detector's; empty: the only one there is. BadInput, Io, and as OpenedRun::signal().
[[nodiscard]] Result<void> exportChromatogram(const std::filesystem::path &store, const std::string &run,
                                              const std::optional<std::string> &channel,
                                              const std::filesystem::path &out);

} // namespace tgc::cli

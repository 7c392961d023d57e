// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/core/chromatogram.h"
#include "app/formats/shimadzu_sections.h"

namespace tgc::formats {

/// The signal of one `[Chromatogram (...)]` section, times rebuilt from its interval. BadInput: fewer or more rows than
/// "# of Points" states, a row that is no pair of numbers, times that do not follow the interval.
[[nodiscard]] Result<Chromatogram> shimadzuTrace(const ShimadzuSection &section, const std::string &name);

} // namespace tgc::formats

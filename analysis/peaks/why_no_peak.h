// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/integrate.h"

namespace tgc {

/// "Why is no peak reported here?" in one sentence with numbers: what `result` (of this trace with these options) has there;
/// else the criterion that refused what lies within a width; else the strongest bump or dent near `at` (s) at any width,
/// how far it stands out of the noise and how far it must.
[[nodiscard]] std::string whyNoPeak(const Chromatogram &trace, const IntegrationOptions &options,
                                    const IntegrationResult &result, Time at);

} // namespace tgc

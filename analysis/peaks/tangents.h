// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "analysis/peaks/measure.h"

namespace tgc {

/// Width between the tangents at the steepest points of both flanks where they meet the baseline, s: 4 sigma of a
/// Gaussian. The slope is that of a cubic fitted over a quarter of the half-height width to either side, at 25 places
/// between 30 % and 90 % of the height. Empty where a flank is cut off above 30 %, or is sampled by fewer than five points.
[[nodiscard]] std::optional<double> tangentWidth(const Samples &samples, double start, double end, const Apex &apex,
                                                 const Line &baseline, double widthHalf);

} // namespace tgc

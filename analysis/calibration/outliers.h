// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"

namespace tgc {

/// Grubbs' test (Grubbs 1969; analysis.md 2.6) of the value farthest from the mean.
struct GrubbsValue {
    std::size_t index = 0;
    double g = 0.0; ///< |x - mean| / s
};
/// Empty with fewer than three values, or where all are equal.
[[nodiscard]] std::optional<GrubbsValue> grubbs(std::span<const double> values);
/// G above which the farthest of n >= 3 values is suspect; `sides` 1 (one end looked at) or 2 (either end).
[[nodiscard]] double grubbsCritical(std::size_t n, double alpha = 0.05, int sides = 2);

/// What deserves a look in a curve's standards. Advice only: nothing is left out because of it.
enum class StandardAdvice {
    ReplicateOutlier, ///< by Grubbs (two sides, 5 %) among the three or more replicates of its level
    FarOffCurve,      ///< studentized residual beyond t at 5 %, shared among all standards (Bonferroni)
    Influential,      ///< Cook's distance above the median of F(p, n - p): the curve hangs on this standard
};
[[nodiscard]] std::string_view toString(StandardAdvice advice); ///< replicate-outlier | far-off-curve | influential

/// One entry for each of `curve.points`; none for those not used.
[[nodiscard]] std::vector<std::vector<StandardAdvice>> adviceOn(const Calibration &curve);

} // namespace tgc

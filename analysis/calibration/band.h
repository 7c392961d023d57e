// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/calibration/calibration.h"

namespace tgc {

/// Standard uncertainty of the curve itself (not of one more measurement) at an amount, in area units:
/// u2 = g^T C g with g_i = amount^i and C the coefficients' covariance (Draper and Smith, Applied Regression Analysis,
/// 3rd ed., 3.1). Never below zero.
[[nodiscard]] double curveUncertaintyAt(const Calibration &curve, double amount);

/// Half width of the two-sided confidence band of the curve at an amount: Student's t at the curve's degrees of freedom
/// times curveUncertaintyAt. `confidence` in (0, 1).
[[nodiscard]] double curveBandAt(const Calibration &curve, double amount, double confidence = 0.95);

/// Half width of the two-sided band in which one more injection at this amount falls: t sqrt(u2 of the curve + s_A2), s_A
/// the scatter of one area there (Draper and Smith 3.1). In area units. `confidence` in (0, 1).
[[nodiscard]] double predictionBandAt(const Calibration &curve, double amount, double confidence = 0.95);

} // namespace tgc

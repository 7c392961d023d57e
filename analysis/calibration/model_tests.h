// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "analysis/calibration/calibration.h"

namespace tgc {

/// Lack of fit against pure error (analysis.md 2.4): F = [(SS_res - SS_pe)/(k - p)] / [SS_pe/(N - k)], weighted as the
/// fit; SS_pe from the residuals within levels, k levels, p coefficients, N standards. `weights`: one a standard, and
/// one more where the point (0,0) was included. That point is no measurement: it is a level of its own, which the curve
/// may miss and which has no scatter (k and N one more, N - k as without it). Empty without replicates or with no level
/// to spare.
[[nodiscard]] std::optional<FTest> lackOfFit(const Calibration &curve, std::span<const StandardPoint> standards,
                                             std::span<const double> weights, std::size_t coefficients);

/// Mandel's test (ISO 8466-1, DIN 38402-51): does a quadratic term take away more than scatter would?
/// F = [(n - 2) s1^2 - (n - 3) s2^2] / s2^2 with 1 and n - 3 degrees of freedom; x, y and weights are those of the
/// straight line with intercept. Empty with fewer than four points or three levels, or where the quadratic leaves nothing.
[[nodiscard]] std::optional<FTest> mandel(std::span<const double> x, std::span<const double> y,
                                          std::span<const double> weights);

} // namespace tgc

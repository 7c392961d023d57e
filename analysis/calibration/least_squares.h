// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/core/error.h"

namespace tgc {

/// y = sum b_j c_j fitted by weighted least squares.
struct LinearFit {
    std::vector<double> coefficients;               ///< one per column
    std::vector<std::vector<double>> unitCovariance; ///< (X' W X)^-1: times s^2 it is the covariance
    std::vector<double> leverage;                   ///< h_i of each point
    double weightedResidualSum = 0.0;               ///< sum w e^2
};

/// Householder QR of the sqrt(w)-scaled, column-scaled design matrix (never the normal equations: analysis.md 1). Every
/// column is as long as `y` and `weights`. NotDetermined when the columns are not independent (all amounts equal, fewer
/// points than coefficients).
[[nodiscard]] Result<LinearFit> fitColumns(std::span<const std::vector<double>> columns, std::span<const double> y,
                                           std::span<const double> weights);

/// The same with the columns x^p; `powers`: exponents of x in the model, e.g. {0, 1}.
[[nodiscard]] Result<LinearFit> fitPolynomial(std::span<const double> x, std::span<const double> y,
                                              std::span<const double> weights, std::span<const int> powers);

} // namespace tgc

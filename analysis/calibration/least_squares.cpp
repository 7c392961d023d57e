// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/least_squares.h"

#include <cmath>

#include <Eigen/Dense>

namespace tgc {

Result<LinearFit> fitColumns(std::span<const std::vector<double>> columns, std::span<const double> y,
                             std::span<const double> weights)
{
    const auto n = static_cast<Eigen::Index>(y.size());
    const auto p = static_cast<Eigen::Index>(columns.size());
    if (n < p) {
        return fail(ErrorCode::NotDetermined, std::to_string(n) + " points cannot determine " + std::to_string(p) +
                                                  " coefficients: add standards");
    }
    Eigen::MatrixXd design(n, p);
    Eigen::VectorXd response(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const double root = std::sqrt(weights[k]);
        for (Eigen::Index j = 0; j < p; ++j) {
            design(i, j) = root * columns[static_cast<std::size_t>(j)][k];
        }
        response(i) = root * y[k];
    }
    const Eigen::VectorXd scale = design.colwise().norm();
    if (!(scale.array() > 0.0).all() || !scale.allFinite() || !response.allFinite()) {
        return fail(ErrorCode::NotDetermined, "the amounts of the standards do not determine a slope: all are zero, or "
                                              "so small or large that no curve can be computed");
    }
    const Eigen::MatrixXd scaled = design * scale.cwiseInverse().asDiagonal();
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(scaled);
    if (qr.rank() < p) {
        return fail(ErrorCode::NotDetermined, "the amounts of the standards do not determine the curve: use at least " +
                                                  std::to_string(p) + " different levels");
    }
    const Eigen::VectorXd solution = scale.cwiseInverse().asDiagonal() * qr.solve(response);
    const Eigen::MatrixXd thinQ = qr.householderQ() * Eigen::MatrixXd::Identity(n, p);
    // (R'R)^-1 in the permuted order, carried back through permutation and scaling.
    const Eigen::MatrixXd inverseR =
        qr.matrixR().topLeftCorner(p, p).triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(p, p));
    const Eigen::MatrixXd permuted = inverseR * inverseR.transpose();
    const Eigen::MatrixXd covariance = scale.cwiseInverse().asDiagonal() *
                                       (qr.colsPermutation() * permuted * qr.colsPermutation().transpose()) *
                                       scale.cwiseInverse().asDiagonal();
    LinearFit fit;
    fit.coefficients.assign(solution.begin(), solution.end());
    fit.weightedResidualSum = (response - design * solution).squaredNorm();
    const Eigen::VectorXd leverage = thinQ.rowwise().squaredNorm();
    fit.leverage.assign(leverage.begin(), leverage.end());
    fit.unitCovariance.assign(columns.size(), std::vector<double>(columns.size()));
    for (Eigen::Index i = 0; i < p; ++i) {
        for (Eigen::Index j = 0; j < p; ++j) {
            fit.unitCovariance[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] = covariance(i, j);
        }
    }
    return fit;
}

Result<LinearFit> fitPolynomial(std::span<const double> x, std::span<const double> y, std::span<const double> weights,
                                std::span<const int> powers)
{
    std::vector<std::vector<double>> columns;
    for (const int power : powers) {
        std::vector<double> &column = columns.emplace_back();
        for (const double v : x) {
            column.push_back(std::pow(v, power));
        }
    }
    return fitColumns(columns, y, weights);
}

} // namespace tgc

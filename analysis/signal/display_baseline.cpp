// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/display_baseline.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Sparse>

namespace tgc {

namespace {

/// D'D of second differences.
Eigen::SparseMatrix<double> roughness(Eigen::Index n)
{
    std::vector<Eigen::Triplet<double>> entries;
    for (Eigen::Index i = 0; i + 2 < n; ++i) {
        entries.emplace_back(i, i, 1.0);
        entries.emplace_back(i, i + 1, -2.0);
        entries.emplace_back(i, i + 2, 1.0);
    }
    Eigen::SparseMatrix<double> differences(n - 2, n);
    differences.setFromTriplets(entries.begin(), entries.end());
    return differences.transpose() * differences;
}

/// The weights that the residuals deserve; the same as before where none is negative or all negative ones are equal.
Eigen::VectorXd arplsWeights(const Eigen::VectorXd &residuals, const Eigen::VectorXd &before)
{
    double sum = 0.0;
    double count = 0.0;
    for (const double d : residuals) {
        sum += std::min(d, 0.0);
        count += d < 0.0 ? 1.0 : 0.0;
    }
    if (count < 2.0) {
        return before;
    }
    const double mean = sum / count;
    double squares = 0.0;
    for (const double d : residuals) {
        squares += d < 0.0 ? (d - mean) * (d - mean) : 0.0;
    }
    const double sd = std::sqrt(squares / (count - 1.0));
    if (!(sd > 0.0)) {
        return before;
    }
    return residuals.unaryExpr([&](double d) {
        const double exponent = std::min(2.0 * (d - (2.0 * sd - mean)) / sd, 700.0);
        return 1.0 / (1.0 + std::exp(exponent));
    });
}

} // namespace

std::vector<double> snipBaseline(std::span<const double> values, std::size_t halfWidth)
{
    std::vector<double> ground(values.begin(), values.end());
    for (std::size_t k = 1; k <= halfWidth && 2 * k < values.size(); ++k) {
        const std::vector<double> before = ground;
        for (std::size_t i = k; i + k < before.size(); ++i) {
            ground[i] = std::min(before[i], 0.5 * (before[i - k] + before[i + k]));
        }
    }
    return ground;
}

std::vector<double> arplsBaseline(std::span<const double> values, const ArplsOptions &options)
{
    const auto n = static_cast<Eigen::Index>(values.size());
    if (n < 3) {
        return {values.begin(), values.end()};
    }
    const Eigen::Map<const Eigen::VectorXd> y(values.data(), n);
    const double stiffness =
        options.lambda > 0.0 ? options.lambda : 1e7 * std::pow(static_cast<double>(values.size()) / 1000.0, 4);
    const Eigen::SparseMatrix<double> penalty = stiffness * roughness(n);
    Eigen::VectorXd weights = Eigen::VectorXd::Ones(n);
    Eigen::VectorXd ground = y;
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>, Eigen::Lower, Eigen::NaturalOrdering<int>> solver;
    for (std::size_t i = 0; i < options.mostSolves; ++i) {
        Eigen::SparseMatrix<double> system = penalty;
        for (Eigen::Index k = 0; k < n; ++k) {
            system.coeffRef(k, k) += weights[k];
        }
        solver.compute(system);
        if (solver.info() != Eigen::Success) {
            break; // no weight left anywhere: the last curve stands
        }
        ground = solver.solve(weights.cwiseProduct(y));
        const Eigen::VectorXd next = arplsWeights(y - ground, weights);
        const bool settled = (next - weights).norm() < 1e-6 * weights.norm();
        weights = next;
        if (settled) {
            break;
        }
    }
    return {ground.begin(), ground.end()};
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/cluster_model.h"

#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/QR>

namespace tgc {

EmgShape ShapeParameters::shape() const
{
    const double spread = std::exp(logSpread);
    const double tau = tailShare * spread;
    return {centre - tau, spread * std::sqrt(1.0 - tailShare * tailShare), tau};
}

namespace {

/// Lower Cholesky factor of the blocks' covariance.
Eigen::MatrixXd covarianceFactor(std::span<const Block> blocks, const ColouredNoise &noise)
{
    const auto n = static_cast<Eigen::Index>(blocks.size());
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(n, n);
    const double reach = blocks.back().time - blocks.front().time + blocks.front().length + blocks.back().length;
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index k = 0; k <= i; ++k) {
            covariance(i, k) =
                blockCovariance(blocks[static_cast<std::size_t>(i)], blocks[static_cast<std::size_t>(k)], noise, reach);
        }
    }
    return covariance.llt().matrixL();
}

/// Mean over the block's samples of a function of time (or of a row of functions).
template <class Function>
auto blockMean(const Block &block, const Function &function)
{
    const double aside = 2.0 * block.weight;
    decltype(function(0.0)) mean = (1.0 - aside) * function(block.time);
    if (aside > 0.0) {
        mean += block.weight * (function(block.time - block.arm) + function(block.time + block.arm));
    }
    return mean;
}

} // namespace

ClusterModel::ClusterModel(std::span<const Block> blocks, const ColouredNoise &noise)
    : m_blocks(blocks.begin(), blocks.end()), m_factor(covarianceFactor(blocks, noise))
{
    const auto n = static_cast<Eigen::Index>(blocks.size());
    m_middle = 0.5 * (blocks.front().time + blocks.back().time);
    m_span = blocks.back().time - blocks.front().time;
    Eigen::MatrixXd line(n, 2);
    Eigen::MatrixXd values(n, 1);
    for (Eigen::Index i = 0; i < n; ++i) {
        const Block &block = m_blocks[static_cast<std::size_t>(i)];
        line(i, 0) = 1.0;
        line(i, 1) = (block.time - m_middle) / m_span;
        values(i, 0) = block.value;
    }
    m_line = whitened(std::move(line));
    m_values = whitened(std::move(values)).col(0);
}

Eigen::MatrixXd ClusterModel::whitened(Eigen::MatrixXd columns) const
{
    m_factor.triangularView<Eigen::Lower>().solveInPlace(columns);
    return columns;
}

Eigen::VectorXd ClusterModel::column(const EmgShape &shape) const
{
    Eigen::MatrixXd raw(m_values.size(), 1);
    for (Eigen::Index i = 0; i < m_values.size(); ++i) {
        raw(i, 0) = blockMean(m_blocks[static_cast<std::size_t>(i)], [&](double t) { return emg(t, shape); });
    }
    return whitened(std::move(raw)).col(0);
}

ClusterModel::Point ClusterModel::at(std::span<const ShapeParameters> shapes, bool tails) const
{
    const Eigen::Index n = m_values.size();
    const auto peaks = static_cast<Eigen::Index>(shapes.size());
    const Eigen::Index each = tails ? 3 : 2;
    Eigen::MatrixXd raw = Eigen::MatrixXd::Zero(n, peaks * (1 + each)); // values, then slopes
    for (Eigen::Index k = 0; k < peaks; ++k) {
        const ShapeParameters &parameters = shapes[static_cast<std::size_t>(k)];
        const EmgShape shape = parameters.shape();
        const double spread = std::exp(parameters.logSpread);
        const double sigmaByShare =
            -spread * parameters.tailShare / std::sqrt(1.0 - parameters.tailShare * parameters.tailShare);
        const Eigen::Index slopes = peaks + k * each;
        const auto row = [&](double t) -> Eigen::Array4d {
            const EmgGradient f = emgGradient(t, shape);
            const double bySpread = shape.sigma * f.bySigma + shape.tau * (f.byTau - f.byMu);
            return {f.value, f.byMu, bySpread, sigmaByShare * f.bySigma + spread * (f.byTau - f.byMu)};
        };
        for (Eigen::Index i = 0; i < n; ++i) {
            const Eigen::Array4d mean = blockMean(m_blocks[static_cast<std::size_t>(i)], row);
            raw(i, k) = mean(0);
            raw.row(i).segment(slopes, each) = mean.segment(1, each).transpose().matrix();
        }
    }
    raw = whitened(std::move(raw));

    Point point;
    point.columns.resize(n, peaks + 2);
    point.columns << raw.leftCols(peaks), m_line;
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(point.columns);
    point.linear = qr.solve(m_values);
    point.residual = m_values - point.columns * point.linear;
    point.slopes = raw.rightCols(peaks * each);
    for (Eigen::Index k = 0; k < peaks; ++k) {
        point.slopes.middleCols(k * each, each) *= point.linear(k);
    }
    point.jacobian = -(point.slopes - point.columns * qr.solve(point.slopes));
    return point;
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "analysis/fit/coloured_noise.h"
#include "analysis/fit/emg.h"

namespace tgc {

/// An EMG in numbers that hardly depend on each other in a fit: position and spread stay what they are when the tail
/// grows.
struct ShapeParameters {
    double centre = 0.0;    ///< mu + tau, s
    double logSpread = 0.0; ///< ln sqrt(sigma^2 + tau^2), spread in s
    double tailShare = 0.0; ///< tau / sqrt(sigma^2 + tau^2), 0 (Gaussian) to below 1

    [[nodiscard]] EmgShape shape() const;
};

/// The peaks of a cluster on one straight baseline, in the blocks' whitened space: least squares there are generalised
/// least squares in the noise's own covariance. Areas and baseline are linear and are solved for (variable projection,
/// Golub and Pereyra 1973, with Kaufman's Jacobian); the shapes are what a search moves.
class ClusterModel {
public:
    ClusterModel(std::span<const Block> blocks, const ColouredNoise &noise);

    struct Point {
        Eigen::VectorXd linear;   ///< areas of the peaks, then the baseline's value and slope x span at `middle()`
        Eigen::VectorXd residual; ///< whitened
        Eigen::MatrixXd columns;  ///< whitened derivatives by the linear parameters ...
        Eigen::MatrixXd slopes;   ///< ... and by the shapes' (3 or, without tails, 2 a peak), linear parameters held
        Eigen::MatrixXd jacobian; ///< of the residual by the shapes' parameters, linear ones following (Kaufman)
    };
    [[nodiscard]] Point at(std::span<const ShapeParameters> shapes, bool tails) const;

    /// Whitened signal of a peak of area 1.
    [[nodiscard]] Eigen::VectorXd column(const EmgShape &shape) const;

    [[nodiscard]] double middle() const { return m_middle; }
    [[nodiscard]] double span() const { return m_span; }
    [[nodiscard]] Eigen::Index blocks() const { return m_values.size(); }

private:
    [[nodiscard]] Eigen::MatrixXd whitened(Eigen::MatrixXd columns) const;

    std::vector<Block> m_blocks;
    Eigen::MatrixXd m_factor;
    Eigen::VectorXd m_values; ///< whitened
    Eigen::MatrixXd m_line;   ///< the baseline's two columns, whitened
    double m_middle = 0.0;
    double m_span = 1.0;
};

} // namespace tgc

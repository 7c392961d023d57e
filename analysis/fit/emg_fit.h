// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/core/go_on.h"
#include "analysis/fit/coloured_noise.h"
#include "analysis/fit/emg.h"
#include "analysis/signal/line.h"

namespace tgc {

/// Where a peak is looked for.
struct PeakStart {
    double apex = 0.0;      ///< s
    double widthHalf = 0.0; ///< s, > 0
    int sign = 1;
    bool added = false;     ///< asked for by the residuals, not by the caller
};

struct FittedPeak {
    EmgShape shape;
    double area = 0.0;  ///< with its sign
    double areaU = 0.0; ///< standard uncertainty
    bool added = false;
    /// Of area, mu, sigma, tau, and the baseline's value (at its own time) and slope, row by row; the variance of the area is
    /// areaU squared. The row of a tau that was not fitted is 0.
    std::array<double, 36> covariance{};
};

struct ClusterFit {
    std::vector<FittedPeak> peaks; ///< in the order of the starts, added ones between them
    Line baseline;
    double misfit = 0.0; ///< root of the whitened residuals' mean square: 1 where noise explains them all
    double residual = 0.0; ///< root mean square of the residuals themselves, signal unit
};

/// Evaluations of the model that the search for one number of peaks may cost.
inline constexpr int evaluationBudget = 300;
/// A cluster with more peaks than this is not fitted.
inline constexpr std::size_t mostFittedPeaks = 12;
/// Misfit up to which noise explains a fit's residuals.
inline constexpr double explainedMisfit = 1.5;
/// Peaks that may be added to a cluster.
inline constexpr int mostAddedPeaks = 2;

/// Fits one EMG for each start (in order of time), or one Gaussian where no tail is significant (F test, 5 %), and a
/// straight baseline to the blocks, by generalised least squares in the noise's covariance and a Levenberg-Marquardt
/// search.
///
/// Neighbours in a cluster have like shapes: the differences of ln spread and of tau/spread between one and the next are
/// observed to be 0 +- 0.25. That decides nothing where the data speak, and holds together what they leave open.
/// Areas' uncertainties come from the covariance of all parameters at the end; where residuals exceed the noise they are
/// larger by `misfit`.
///
/// A peak is added (`missingPeak`) only where noise then explains the fit, with an area of six uncertainties and 3 % of the
/// largest or more, and with its apex 0.75 half-height widths (resolution 0.44) or more from the next: real peaks are no
/// EMGs, and what is left of them must not become a peak.
/// `goOn` is asked before each evaluation of the model.
/// NotDetermined with a sentence: too few blocks, budget used up, stopped, an area of the wrong sign or unknown to half of
/// itself.
[[nodiscard]] Result<ClusterFit> fitCluster(std::span<const Block> blocks, std::span<const PeakStart> starts,
                                            const ColouredNoise &noise, const GoOn &goOn = {});

} // namespace tgc

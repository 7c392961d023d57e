// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/emg_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <Eigen/QR>
#include <boost/math/distributions/fisher_f.hpp>

#include "analysis/core/decimal.h"
#include "analysis/fit/cluster_model.h"
#include "analysis/fit/emg_measures.h"
#include "analysis/fit/missing_peak.h"
#include "analysis/fit/shape_search.h"
#include "analysis/peaks/features.h"

namespace tgc {

namespace {

constexpr double halfWidthOverSigma = 2.3548200450309494;
constexpr double tailSignificance = 0.05;
constexpr double leastVariance = 0.01; ///< of whitened residuals: rounding in a noise-free signal proves nothing
constexpr double mostUncertain = 0.5;  ///< of an area, of itself
constexpr double leastShare = 0.03; ///< of an added peak's area, of the largest: a real peak's wings reach 1 % of it
constexpr double leastDistance = 0.75; ///< of an added peak's apex to the next, in their mean half-height width

/// Gaussians first, all of one width; then tails from short and from long ones; each set free in the end.
std::pair<std::optional<Place>, std::optional<Place>> candidates(Search &search, std::span<const PeakStart> starts)
{
    Shapes shapes;
    for (const PeakStart &start : starts) {
        shapes.push_back({start.apex, std::log(start.widthHalf / halfWidthOverSigma), 0.0});
    }
    const bool several = starts.size() > 1;
    Place plain = search.minimise(shapes, {false, several ? tightTie : looseTie, roughGain});
    std::optional<Place> tailed;
    for (const double share : {0.4, 0.8}) {
        Shapes begun = plain.shapes;
        for (ShapeParameters &shape : begun) {
            shape.tailShare = share;
        }
        Place found = search.minimise(std::move(begun), {true, several ? tightTie : looseTie, roughGain});
        if (!tailed || found.betterThan(*tailed)) {
            tailed = std::move(found);
        }
    }
    {
        tailed = search.minimise(std::move(tailed->shapes), {true, looseTie});
    }
    plain = search.minimise(std::move(plain.shapes), {false, looseTie});
    const auto kept = [](std::optional<Place> place) {
        return place && place->rightSigns && std::isfinite(place->cost) ? place : std::nullopt;
    };
    return {kept(std::move(plain)), kept(std::move(tailed))};
}

/// Does the data say so, or would chance have gained as much?
bool tailsAreSignificant(const Place &plain, const Place &tailed, double freedom)
{
    const auto extra = static_cast<double>(plain.shapes.size());
    const double gain = (plain.cost - tailed.cost) / extra;
    const double left = std::max(tailed.cost / freedom, leastVariance);
    if (!(gain > 0.0)) {
        return false;
    }
    const boost::math::fisher_f distribution(extra, freedom);
    return boost::math::cdf(boost::math::complement(distribution, gain / left)) < tailSignificance;
}

/// Root of the covariance of all parameters (linear ones, then the shapes'), the ties being observations too: that is
/// root root^T with its rows and columns divided by `scale`.
struct ParameterSpread {
    Eigen::MatrixXd root;
    Eigen::VectorXd scale;
};

ParameterSpread spreadOf(const Place &place)
{
    const ClusterModel::Point &point = place.point;
    const Eigen::Index linear = point.columns.cols();
    const Eigen::Index shapes = point.slopes.cols();
    Eigen::MatrixXd all = Eigen::MatrixXd::Zero(point.columns.rows() + place.tieRows.rows(), linear + shapes);
    all.topLeftCorner(point.columns.rows(), linear) = point.columns;
    all.topRightCorner(point.columns.rows(), shapes) = point.slopes;
    all.bottomRightCorner(place.tieRows.rows(), shapes) = place.tieRows;
    const Eigen::VectorXd scale = all.colwise().norm().transpose().cwiseMax(1e-300);
    all = all * scale.cwiseInverse().asDiagonal();
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(all);
    const Eigen::Index rank = all.cols();
    Eigen::MatrixXd inverse = Eigen::MatrixXd::Identity(rank, rank);
    qr.matrixR().topLeftCorner(rank, rank).triangularView<Eigen::Upper>().solveInPlace(inverse);
    inverse = qr.colsPermutation() * inverse;
    return {std::move(inverse), scale};
}

/// Covariance of one component: area, mu, sigma, tau, the baseline's value and slope.
std::array<double, 36> covarianceOf(const ParameterSpread &spread, const Place &place, std::size_t peak,
                                    const ClusterModel &model)
{
    const auto peaks = static_cast<Eigen::Index>(place.shapes.size());
    const Eigen::Index each = place.point.slopes.cols() / peaks;
    const auto row = [&](Eigen::Index i) -> Eigen::RowVectorXd { return spread.root.row(i) / spread.scale(i); };
    const ShapeParameters &parameters = place.shapes[peak];
    const EmgShape shape = parameters.shape();
    const double length = std::exp(parameters.logSpread);
    const double share = parameters.tailShare;
    const auto k = static_cast<Eigen::Index>(peak);
    const Eigen::Index first = peaks + 2 + k * each;
    const Eigen::RowVectorXd byShare =
        each == 3 ? row(first + 2) : Eigen::RowVectorXd(Eigen::RowVectorXd::Zero(spread.root.cols()));
    Eigen::MatrixXd own(6, spread.root.cols());
    own.row(0) = row(k);
    own.row(3) = shape.tau * row(first + 1) + length * byShare;
    own.row(2) = shape.sigma * row(first + 1) - length * share / std::sqrt(1.0 - share * share) * byShare;
    own.row(1) = row(first) - own.row(3);
    own.row(4) = row(peaks);
    own.row(5) = row(peaks + 1) / model.span();
    std::array<double, 36> covariance{};
    Eigen::Map<Eigen::Matrix<double, 6, 6, Eigen::RowMajor>>(covariance.data()) = own * own.transpose();
    return covariance;
}

/// A fit with the place it ended at.
struct Fitted {
    ClusterFit fit;
    Place place;
};

double freedomOf(const Place &place)
{
    return static_cast<double>(place.point.columns.rows() - place.point.columns.cols() - place.point.slopes.cols() +
                               place.tieLeft.size());
}

/// Root mean square of what the fit leaves of the blocks.
double residualOf(const ClusterFit &fit, std::span<const Block> blocks)
{
    double squares = 0.0;
    for (const Block &block : blocks) {
        double value = fit.baseline.at(block.time);
        for (const FittedPeak &peak : fit.peaks) {
            value += peak.area * emg(block.time, peak.shape);
        }
        squares += (block.value - value) * (block.value - value);
    }
    return std::sqrt(squares / static_cast<double>(blocks.size()));
}

/// The fit with exactly these peaks.
Result<Fitted> fitExactly(const ClusterModel &model, std::span<const PeakStart> starts, const GoOn &goOn)
{
    const std::size_t needed = 4 * starts.size() + 4; // area and three of the shape a peak, a line, two to spare
    if (starts.empty() || model.blocks() < static_cast<Eigen::Index>(needed)) {
        return fail(ErrorCode::NotDetermined, "only " + std::to_string(model.blocks()) + " points for " +
                                                  std::to_string(starts.size()) + " peaks, at least " +
                                                  std::to_string(needed) + " are needed");
    }
    Search search(model, starts, goOn);
    auto [plain, tailed] = candidates(search, starts);
    if (goOn && !goOn()) {
        return fail(ErrorCode::NotDetermined, "the fit was stopped");
    }
    if (!plain && !tailed) {
        return fail(ErrorCode::NotDetermined, "an area comes out with the wrong sign");
    }
    const bool tails = tailed && (!plain || tailsAreSignificant(*plain, *tailed, freedomOf(*tailed)));
    Fitted fitted{{}, std::move(tails ? *tailed : *plain)};
    const Place &best = fitted.place;
    if (!best.settled) {
        return fail(ErrorCode::NotDetermined,
                    "no end after " + std::to_string(search.evaluations()) + " evaluations of the model");
    }
    ClusterFit &fit = fitted.fit;
    fit.misfit = std::sqrt(best.cost / freedomOf(best));
    const ParameterSpread spread = spreadOf(best);
    const Eigen::VectorXd variances = spread.root.rowwise().squaredNorm().cwiseQuotient(spread.scale.cwiseAbs2());
    const double widened = std::max(1.0, fit.misfit);
    for (std::size_t k = 0; k < starts.size(); ++k) {
        const auto index = static_cast<Eigen::Index>(k);
        FittedPeak peak{best.shapes[k].shape(), best.point.linear(index), std::sqrt(variances(index)) * widened,
                        starts[k].added, covarianceOf(spread, best, k, model)};
        for (double &each : peak.covariance) {
            each *= widened * widened;
        }
        if (!(peak.areaU < mostUncertain * std::abs(peak.area))) {
            return fail(ErrorCode::NotDetermined,
                        "the area of the peak at " + rounded(starts[k].apex, 1) + " s is not known to half of itself");
        }
        fit.peaks.push_back(peak);
    }
    const auto peaks = static_cast<Eigen::Index>(starts.size());
    fit.baseline = {model.middle(), best.point.linear(peaks), best.point.linear(peaks + 1) / model.span()};
    return fitted;
}

/// Are the added peaks worth having, and is nothing left to explain?
bool convinces(const ClusterFit &fit)
{
    if (!(fit.misfit < explainedMisfit)) {
        return false;
    }
    const auto apart = [](const FittedPeak &one, const FittedPeak &other) {
        const double width = 0.5 * (emgWidth(one.shape, 0.5).width() + emgWidth(other.shape, 0.5).width());
        return std::abs(emgApex(one.shape).time - emgApex(other.shape).time) >= leastDistance * width;
    };
    double largest = 0.0;
    for (const FittedPeak &peak : fit.peaks) {
        largest = std::max(largest, std::abs(peak.area));
    }
    for (std::size_t k = 0; k < fit.peaks.size(); ++k) {
        const FittedPeak &peak = fit.peaks[k];
        const double least = std::max(detectionLimit * peak.areaU, leastShare * largest);
        const bool separate =
            (k == 0 || apart(fit.peaks[k - 1], peak)) && (k + 1 == fit.peaks.size() || apart(peak, fit.peaks[k + 1]));
        if (peak.added && (!separate || std::abs(peak.area) < least)) {
            return false;
        }
    }
    return true;
}

} // namespace

Result<ClusterFit> fitCluster(std::span<const Block> blocks, std::span<const PeakStart> starts,
                              const ColouredNoise &noise, const GoOn &goOn)
{
    if (blocks.empty()) {
        return fail(ErrorCode::NotDetermined, "no sample is fit to be fitted");
    }
    const ClusterModel model(blocks, noise);
    auto trial = fitExactly(model, starts, goOn);
    if (!trial) {
        return fail(trial.error());
    }
    ClusterFit fit = trial->fit;
    std::vector<PeakStart> more(starts.begin(), starts.end());
    for (int added = 0; added < mostAddedPeaks && trial; ++added) {
        const std::optional<PeakStart> missing = missingPeak(model, trial->place, more);
        if (!missing) {
            break;
        }
        more.insert(std::upper_bound(more.begin(), more.end(), *missing,
                                     [](const PeakStart &a, const PeakStart &b) { return a.apex < b.apex; }),
                    *missing);
        trial = fitExactly(model, more, goOn);
        if (trial && convinces(trial->fit)) {
            fit = trial->fit;
        }
    }
    fit.residual = residualOf(fit, blocks);
    return fit;
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/curve_weights.h"
#include "analysis/calibration/detection.h"
#include "analysis/calibration/least_squares.h"
#include "analysis/calibration/levels.h"
#include "analysis/calibration/model_tests.h"
#include "analysis/calibration/statistics.h"
#include "analysis/core/decimal.h"

namespace tgc {

namespace {

/// The points that enter the fit: the used standards, or their level means.
struct FitPoints {
    std::vector<StandardPoint> standards;
    std::vector<double> x, y, w, certificateU;
};

Result<void> checkStandards(const std::vector<StandardPoint> &standards)
{
    for (const StandardPoint &s : standards) {
        if (!std::isfinite(s.amount) || s.amount < 0.0 || !std::isfinite(s.area)) {
            return fail(ErrorCode::BadInput,
                        "a standard needs an amount of zero or more and a finite area, not amount " +
                            shortest(s.amount) + ", area " + shortest(s.area));
        }
    }
    return {};
}

/// Replicate scatter stands in where weights 1/s2 are asked for and no sd was given.
void fillReplicateSd(std::vector<StandardPoint> &standards, const std::vector<StandardLevel> &levels)
{
    for (const StandardLevel &level : levels) {
        std::vector<double> areas;
        for (const std::size_t i : level.members) {
            areas.push_back(standards[i].area);
        }
        const double sd = sampleSd(areas);
        for (const std::size_t i : level.members) {
            if (!standards[i].areaSd && sd > 0.0) {
                standards[i].areaSd = sd;
            }
        }
    }
}

/// Its sd is that of one injection, pooled over those that have one: a level's weight does not depend on their order.
StandardPoint meanOf(const std::vector<StandardPoint> &standards, const StandardLevel &level)
{
    StandardPoint result = standards[level.members.front()];
    const auto n = static_cast<double>(level.members.size());
    result.replicate = level.members.size() > 1 ? "mean" : result.replicate;
    result.amount = level.amount;
    result.area = result.amountU = 0.0;
    double variance = 0.0;
    double known = 0.0;
    for (const std::size_t i : level.members) {
        result.area += standards[i].area / n;
        result.amountU += standards[i].amountU / n;
        if (standards[i].areaSd) {
            variance += *standards[i].areaSd * *standards[i].areaSd;
            known += 1.0;
        }
    }
    result.areaSd = known > 0.0 ? std::optional(std::sqrt(variance / known)) : std::nullopt;
    return result;
}

Result<FitPoints> fitPoints(std::vector<StandardPoint> standards, const CalibrationOptions &options,
                            CurveWeights weights)
{
    FitPoints points;
    const auto levels = groupLevels(standards);
    if (weights == CurveWeights::InverseVariance) {
        fillReplicateSd(standards, levels);
    }
    if (options.fromMeans) {
        for (const StandardLevel &level : levels) {
            points.standards.push_back(meanOf(standards, level));
        }
    } else {
        std::copy_if(standards.begin(), standards.end(), std::back_inserter(points.standards),
                     [](const StandardPoint &s) { return s.used; });
    }
    auto w = weightsOf(points.standards, weights);
    if (!w) {
        return fail(w.error());
    }
    points.w = std::move(*w);
    for (const StandardPoint &s : points.standards) {
        points.x.push_back(s.amount);
        points.y.push_back(s.area);
        points.certificateU.push_back(s.amountU);
    }
    if (options.origin == CurveOrigin::Include && !points.w.empty()) {
        points.x.push_back(0.0);
        points.y.push_back(0.0);
        points.w.push_back(mean(points.w));
        points.certificateU.push_back(0.0);
    }
    return points;
}

/// First-order change of the coefficients when the error common to all standards moves by one standard uncertainty.
std::vector<double> shiftByCertificate(const FitPoints &points, const std::vector<int> &powers, std::size_t size)
{
    std::vector<double> shift(size, 0.0);
    if (std::all_of(points.certificateU.begin(), points.certificateU.end(), [](double u) { return u == 0.0; })) {
        return shift;
    }
    constexpr double step = 1e-4; // of one u: the derivative, free of second-order terms
    const auto moved = [&](double direction) {
        std::vector<double> x = points.x;
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] += direction * step * points.certificateU[i];
        }
        return fitPolynomial(x, points.y, points.w, powers);
    };
    const auto up = moved(+1.0);
    const auto down = moved(-1.0);
    if (up && down) {
        for (std::size_t j = 0; j < powers.size(); ++j) {
            shift[static_cast<std::size_t>(powers[j])] = (up->coefficients[j] - down->coefficients[j]) / (2.0 * step);
        }
    }
    return shift;
}

std::optional<double> determination(const FitPoints &points, double residualSum, bool centred)
{
    const double sumW = std::accumulate(points.w.begin(), points.w.end(), 0.0);
    double centre = 0.0;
    if (centred) {
        for (std::size_t i = 0; i < points.y.size(); ++i) {
            centre += points.w[i] * points.y[i] / sumW;
        }
    }
    double total = 0.0;
    for (std::size_t i = 0; i < points.y.size(); ++i) {
        total += points.w[i] * (points.y[i] - centre) * (points.y[i] - centre);
    }
    return total > 0.0 ? std::optional(1.0 - residualSum / total) : std::nullopt;
}

void fillDetectionLimits(Calibration &curve)
{
    const double slope = curve.coefficients[1];
    if (slope > 0.0) {
        curve.lod = 3.3 * curve.residualSd / slope;
        curve.loq = 10.0 * curve.residualSd / slope;
        curve.critical = criticalAmount(curve);
    }
}

/// What one standard does to the curve (analysis.md 2.6).
void fillInfluence(CurvePoint &point, double leverage, double points, double coefficients)
{
    const double left = 1.0 - leverage;
    if (!point.standardized || !(left > 0.0)) {
        return; // the curve goes through it whatever its area
    }
    const double r2 = *point.standardized * *point.standardized;
    point.cook = r2 * leverage / (coefficients * left);
    const double dof = points - coefficients;
    if (dof > 1.0 && r2 < dof) {
        point.studentized = *point.standardized * std::sqrt((dof - 1.0) / (dof - r2));
    }
}

void fillPoints(Calibration &curve, const std::vector<StandardPoint> &all, const FitPoints &points,
                const LinearFit &fit)
{
    for (std::size_t i = 0; i < points.standards.size(); ++i) {
        CurvePoint point;
        point.standard = points.standards[i];
        point.leverage = fit.leverage[i];
        point.residual = point.standard.area - areaAt(curve, point.standard.amount);
        const double spread = curve.residualSd * std::sqrt(std::max(1.0 - fit.leverage[i], 0.0));
        if (spread > 0.0) {
            point.standardized = std::sqrt(points.w[i]) * *point.residual / spread;
        }
        fillInfluence(point, fit.leverage[i], static_cast<double>(points.x.size()),
                      static_cast<double>(fit.coefficients.size()));
        curve.points.push_back(std::move(point));
    }
    for (const StandardPoint &standard : all) {
        if (!standard.used) {
            curve.points.emplace_back().standard = standard;
        }
    }
}

} // namespace

Result<Calibration> calibrate(AmountUnit unit, const std::vector<StandardPoint> &standards,
                              const CalibrationOptions &options)
{
    if (auto checked = checkStandards(standards); !checked) {
        return fail(checked.error());
    }
    const bool average = options.model == CurveModel::AverageResponseFactor;
    if (average && options.weights != CurveWeights::None && options.weights != CurveWeights::InverseX2) {
        return fail(ErrorCode::BadInput,
                    "the average response factor has weights 1/x2 of its own: leave the weights out");
    }
    if (average && options.origin == CurveOrigin::Include) {
        return fail(ErrorCode::BadInput, "the average response factor goes through the origin already");
    }
    Calibration curve;
    curve.unit = unit;
    curve.model = options.model;
    curve.origin = average ? CurveOrigin::Force : options.origin;
    curve.weights = average ? CurveWeights::InverseX2 : options.weights;
    curve.fromMeans = options.fromMeans;

    const auto points = fitPoints(standards, options, curve.weights);
    if (!points) {
        return fail(points.error());
    }
    if (points->standards.empty()) {
        return fail(ErrorCode::NotDetermined, "no standard is used: a curve needs at least two levels");
    }
    const bool forced = curve.origin == CurveOrigin::Force;
    std::vector<int> powers = forced ? std::vector{1} : std::vector{0, 1};
    if (options.model == CurveModel::Quadratic) {
        powers.push_back(2);
    }
    const auto fit = fitPolynomial(points->x, points->y, points->w, powers);
    if (!fit) {
        return fail(fit.error());
    }
    curve.dof = static_cast<int>(points->x.size()) - static_cast<int>(powers.size());
    if (curve.dof < 1) {
        return fail(ErrorCode::NotDetermined, "no degree of freedom is left: " + std::to_string(points->x.size()) +
                                                  " points for " + std::to_string(powers.size()) +
                                                  " coefficients give no uncertainty; add standards or replicates");
    }
    curve.residualSd = std::sqrt(fit->weightedResidualSum / curve.dof);
    curve.r2 = determination(*points, fit->weightedResidualSum, !forced);

    const std::size_t size = static_cast<std::size_t>(powers.back()) + 1;
    curve.coefficients.assign(size, 0.0);
    curve.standardErrors.assign(size, 0.0);
    curve.covariance.assign(size, std::vector<double>(size, 0.0));
    curve.certificateShift = shiftByCertificate(*points, powers, size);
    const double variance = curve.residualSd * curve.residualSd;
    for (std::size_t i = 0; i < powers.size(); ++i) {
        curve.coefficients[static_cast<std::size_t>(powers[i])] = fit->coefficients[i];
        for (std::size_t j = 0; j < powers.size(); ++j) {
            curve.covariance[static_cast<std::size_t>(powers[i])][static_cast<std::size_t>(powers[j])] =
                variance * fit->unitCovariance[i][j];
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            curve.covariance[i][j] += curve.certificateShift[i] * curve.certificateShift[j];
        }
        curve.standardErrors[i] = std::sqrt(curve.covariance[i][i]);
    }
    const auto used = std::minmax_element(points->standards.begin(), points->standards.end(),
                                          [](const auto &a, const auto &b) { return a.amount < b.amount; });
    curve.rangeLow = used.first->amount;
    curve.rangeHigh = used.second->amount;
    fillPoints(curve, standards, *points, *fit);
    if (!options.fromMeans) {
        curve.lackOfFit = lackOfFit(curve, points->standards, points->w, powers.size());
    }
    if (curve.model == CurveModel::Linear && !forced) {
        curve.mandel = mandel(points->x, points->y, points->w);
    }
    fillDetectionLimits(curve);
    if (turningPoint(curve)) {
        curve.flags.emplace_back("curve-turns");
    }
    return curve;
}

} // namespace tgc

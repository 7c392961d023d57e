// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/statistics.h"
#include "analysis/core/decimal.h"

namespace tgc {

namespace {

/// Standard deviation of one area by 1/s2 weights: linear between the levels' own, constant outside them.
double replicateSdAt(const Calibration &curve, double amount)
{
    std::map<double, std::vector<double>> byAmount;
    for (const CurvePoint &point : curve.points) {
        if (point.standard.used && point.standard.areaSd) {
            byAmount[point.standard.amount].push_back(*point.standard.areaSd);
        }
    }
    if (byAmount.empty()) {
        return 1.0;
    }
    const auto above = byAmount.lower_bound(amount);
    if (above == byAmount.begin()) {
        return mean(above->second);
    }
    const auto below = std::prev(above);
    if (above == byAmount.end()) {
        return mean(below->second);
    }
    const double part = (amount - below->first) / (above->first - below->first);
    return mean(below->second) + (mean(above->second) - mean(below->second)) * part;
}

/// Mean weight divisor (1/w) of the standards of the lowest level, by area weights.
double lowestAreaDivisor(const Calibration &curve, int power)
{
    double sum = 0.0;
    int n = 0;
    for (const CurvePoint &point : curve.points) {
        if (point.standard.used && point.standard.amount <= curve.rangeLow) {
            sum += 1.0 / std::pow(point.standard.area, power);
            ++n;
        }
    }
    return n > 0 && sum > 0.0 ? n / sum : 1.0;
}

double slopeAt(const Calibration &curve, double amount)
{
    double slope = 0.0;
    double power = 1.0;
    for (std::size_t j = 1; j < curve.coefficients.size(); ++j) {
        slope += static_cast<double>(j) * curve.coefficients[j] * power;
        power *= amount;
    }
    return slope;
}

Result<void> checkBranch(const Calibration &curve)
{
    if (const auto turn = turningPoint(curve)) {
        return fail(ErrorCode::NotDetermined,
                    "the quadratic calibration turns at " + shortest(*turn) +
                        (*turn > curve.rangeLow ? ", inside its range" : ", between zero and its lowest standard") +
                        ": an area has two amounts there; use a linear model or fewer levels");
    }
    return {};
}

} // namespace

double areaAt(const Calibration &curve, double amount)
{
    double area = 0.0;
    for (std::size_t j = curve.coefficients.size(); j-- > 0;) {
        area = area * amount + curve.coefficients[j];
    }
    return area;
}

std::optional<double> turningPoint(const Calibration &curve)
{
    if (curve.coefficients.size() < 3 || curve.coefficients[2] == 0.0) {
        return std::nullopt;
    }
    const double vertex = -curve.coefficients[1] / (2.0 * curve.coefficients[2]);
    return vertex > 0.0 && vertex < curve.rangeHigh ? std::optional(vertex) : std::nullopt;
}

Result<double> solveAmount(std::span<const double> coefficients, double area)
{
    const double c0 = coefficients[0] - area;
    const double c1 = coefficients[1];
    const double c2 = coefficients.size() > 2 ? coefficients[2] : 0.0;
    if (c1 == 0.0) {
        return fail(ErrorCode::NotDetermined, "the calibration has no slope: an area gives no amount");
    }
    if (c2 == 0.0) {
        return -c0 / c1;
    }
    const double discriminant = c1 * c1 - 4.0 * c2 * c0;
    if (discriminant < 0.0) {
        return fail(ErrorCode::NotDetermined,
                    "no amount of the quadratic calibration gives the area " + shortest(area));
    }
    // Stable when c2 is small; the other root lies beyond the vertex (analysis.md 2.2).
    return c0 / (-0.5 * (c1 + std::copysign(std::sqrt(discriminant), c1)));
}

double areaScatterAt(const Calibration &curve, double amount)
{
    const double x = std::max(amount, curve.rangeLow);
    double divisor = 1.0;
    switch (curve.weights) {
    case CurveWeights::None: break;
    case CurveWeights::InverseX: divisor = x; break;
    case CurveWeights::InverseX2: divisor = x * x; break;
    case CurveWeights::InverseY:
        divisor = amount <= curve.rangeLow ? lowestAreaDivisor(curve, 1) : std::abs(areaAt(curve, x));
        break;
    case CurveWeights::InverseY2:
        divisor = amount <= curve.rangeLow ? lowestAreaDivisor(curve, 2) : std::pow(areaAt(curve, x), 2);
        break;
    case CurveWeights::InverseVariance: divisor = std::pow(replicateSdAt(curve, x), 2); break;
    }
    return curve.residualSd * std::sqrt(divisor);
}

Result<InversePrediction> amountOf(const Calibration &curve, double area, int replicates, std::optional<double> areaU)
{
    if (auto branch = checkBranch(curve); !branch) {
        return fail(branch.error());
    }
    const auto amount = solveAmount(curve.coefficients, area);
    if (!amount) {
        return fail(amount.error());
    }
    const double slope = slopeAt(curve, *amount);
    if (slope == 0.0) {
        return fail(ErrorCode::NotDetermined, "the calibration has no slope at the area " + shortest(area));
    }
    InversePrediction prediction;
    prediction.amount = *amount;
    prediction.amountPerArea = 1.0 / slope;
    prediction.outOfRange = *amount < curve.rangeLow || *amount > curve.rangeHigh;
    const double scatter = areaU.value_or(areaScatterAt(curve, *amount));
    double variance = scatter * scatter / replicates / (slope * slope);
    double power = 1.0;
    for (std::size_t i = 0; i < curve.coefficients.size(); ++i) {
        prediction.perCoefficient.push_back(-power / slope);
        power *= *amount;
    }
    for (std::size_t i = 0; i < curve.coefficients.size(); ++i) {
        for (std::size_t j = 0; j < curve.coefficients.size(); ++j) {
            variance += prediction.perCoefficient[i] * prediction.perCoefficient[j] * curve.covariance[i][j];
        }
    }
    prediction.u = std::sqrt(std::max(variance, 0.0));
    return prediction;
}

} // namespace tgc

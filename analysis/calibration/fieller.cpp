// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/fieller.h"

#include <cmath>

#include "analysis/calibration/band.h"
#include "analysis/calibration/statistics.h"
#include "analysis/core/decimal.h"

namespace tgc {

namespace {

double twoSidedQuantile(const Calibration &curve, double confidence)
{
    return studentQuantile(0.5 + 0.5 * confidence, static_cast<double>(curve.dof));
}

} // namespace

std::optional<double> fiellerG(const Calibration &curve, double confidence)
{
    if (curve.model == CurveModel::Quadratic) {
        return std::nullopt;
    }
    const double t = twoSidedQuantile(curve, confidence);
    const double slope = curve.coefficients[1];
    return t * t * curve.covariance[1][1] / (slope * slope);
}

bool slopeIsUncertain(const Calibration &curve, double confidence)
{
    return fiellerG(curve, confidence).value_or(0.0) >= slopeUncertainFrom;
}

Result<FiellerInterval> fiellerInterval(const Calibration &curve, double area, const FiellerOptions &options)
{
    const auto g = fiellerG(curve, options.confidence);
    if (!g) {
        return fail(ErrorCode::NotDetermined, "Fieller's interval is that of a straight line, not of a quadratic");
    }
    const auto centre = solveAmount(curve.coefficients, area);
    if (!centre) {
        return fail(centre.error());
    }
    if (!(*g < 1.0)) {
        return fail(ErrorCode::NotDetermined,
                    "the slope of the calibration is not significant (g = " + shortest(*g) +
                        ", needs less than 1): an amount read off it has no finite interval; add standards");
    }
    // With d = x - x0: (b1 d)^2 = t^2 [S + 2 c d + V11 d^2], S the variance at x0 and c half its slope there.
    const double slope = curve.coefficients[1];
    const double t = twoSidedQuantile(curve, options.confidence);
    const double scatter = options.areaU.value_or(areaScatterAt(curve, *centre));
    const double curveU = curveUncertaintyAt(curve, *centre);
    const double variance = scatter * scatter / options.replicates + curveU * curveU;
    const double half = curve.covariance[0][1] + curve.covariance[1][1] * *centre;
    const double a = slope * slope * (1.0 - *g);
    const double b = t * t * half;
    const double root = std::sqrt(b * b + a * t * t * variance);
    return FiellerInterval{*centre + (b - root) / a, *centre + (b + root) / a};
}

} // namespace tgc

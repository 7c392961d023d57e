// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/detection.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

#include <boost/math/tools/toms748_solve.hpp>

#include "analysis/calibration/band.h"
#include "analysis/calibration/statistics.h"

namespace tgc {

namespace {

/// Standard deviation of the mean of m areas about the curve, the curve's own uncertainty included.
double predictionU(const Calibration &curve, double amount, int replicates)
{
    const double scatter = areaScatterAt(curve, amount);
    const double curveU = curveUncertaintyAt(curve, amount);
    return std::sqrt(scatter * scatter / replicates + curveU * curveU);
}

/// The zero of `excess` above `low`, where it is negative; sought up to far beyond the standards.
Result<double> firstZeroAbove(const Calibration &curve, double low, const std::function<double(double)> &excess)
{
    if (!(excess(low) < 0.0)) { // no scatter at all
        return low;
    }
    double high = std::max(2.0 * low, curve.rangeHigh * 1e-6);
    while (excess(high) < 0.0) {
        high *= 2.0;
        if (high > 1e3 * curve.rangeHigh) {
            return fail(ErrorCode::NotDetermined,
                        "the standards scatter so much that this curve has no such limit: add standards or replicates");
        }
    }
    std::uintmax_t steps = 200;
    const auto bracket =
        boost::math::tools::toms748_solve(excess, low, high, boost::math::tools::eps_tolerance<double>(48), steps);
    return 0.5 * (bracket.first + bracket.second);
}

} // namespace

std::optional<double> criticalAmount(const Calibration &curve, const DetectionOptions &options)
{
    const double slope = curve.coefficients[1];
    if (!(slope > 0.0)) {
        return std::nullopt;
    }
    const double scatter = areaScatterAt(curve, 0.0);
    const double shift = curve.certificateShift[0];
    const double intercept = std::max(curve.covariance[0][0] - shift * shift, 0.0);
    return studentQuantile(1.0 - options.alpha, static_cast<double>(curve.dof)) *
           std::sqrt(scatter * scatter / options.replicates + intercept) / slope;
}

Result<double> detectionAmount(const Calibration &curve, const DetectionOptions &options)
{
    const auto critical = criticalAmount(curve, options);
    if (!critical) {
        return fail(ErrorCode::NotDetermined, "the calibration does not rise: it has no detection limit");
    }
    const double t = studentQuantile(1.0 - options.beta, static_cast<double>(curve.dof));
    const double decision = curve.coefficients[0] + curve.coefficients[1] * *critical;
    return firstZeroAbove(curve, *critical, [&](double x) {
        return areaAt(curve, x) - decision - t * predictionU(curve, x, options.replicates);
    });
}

Result<double> quantificationAmount(const Calibration &curve, double k, const DetectionOptions &options)
{
    const auto critical = criticalAmount(curve, options);
    if (!critical) {
        return fail(ErrorCode::NotDetermined, "the calibration does not rise: it has no limit of quantification");
    }
    const double t = studentQuantile(1.0 - 0.5 * options.alpha, static_cast<double>(curve.dof));
    const double slope = curve.coefficients[1];
    return firstZeroAbove(curve, 0.0,
                          [&](double x) { return x - k * t * predictionU(curve, x, options.replicates) / slope; });
}

Result<double> quantifiedFrom(const Calibration &curve, int replicates)
{
    DetectionOptions options;
    options.replicates = replicates;
    const auto detection = detectionAmount(curve, options);
    if (!detection) {
        return fail(detection.error());
    }
    const double slope = curve.coefficients[1];
    const auto tenth = firstZeroAbove(curve, 0.0, [&](double x) {
        return x - 10.0 * areaScatterAt(curve, x) / (std::sqrt(static_cast<double>(replicates)) * slope);
    });
    if (!tenth) {
        return fail(tenth.error());
    }
    return std::max({curve.loq.value_or(0.0), *tenth, *detection});
}

std::optional<BlankLimits> limitsOfBlanks(std::span<const double> blanks, const DetectionOptions &options)
{
    if (blanks.size() < 2) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(blanks.size());
    const double sd = sampleSd(blanks);
    const double spread = sd * std::sqrt(1.0 / options.replicates + 1.0 / n);
    const double critical = studentQuantile(1.0 - options.alpha, n - 1.0) * spread;
    return BlankLimits{critical, critical + studentQuantile(1.0 - options.beta, n - 1.0) * spread, 10.0 * sd};
}

} // namespace tgc

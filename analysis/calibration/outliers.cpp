// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/outliers.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/levels.h"
#include "analysis/calibration/statistics.h"

namespace tgc {

std::optional<GrubbsValue> grubbs(std::span<const double> values)
{
    const double sd = sampleSd(values);
    if (values.size() < 3 || !(sd > 0.0)) {
        return std::nullopt;
    }
    const double centre = mean(values);
    GrubbsValue farthest;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (const double g = std::abs(values[i] - centre) / sd; g > farthest.g) {
            farthest = {i, g};
        }
    }
    return farthest;
}

double grubbsCritical(std::size_t n, double alpha, int sides)
{
    const auto count = static_cast<double>(n);
    const double t = studentQuantile(1.0 - alpha / (sides * count), count - 2.0);
    return (count - 1.0) / std::sqrt(count) * std::sqrt(t * t / (count - 2.0 + t * t));
}

std::string_view toString(StandardAdvice advice)
{
    switch (advice) {
    case StandardAdvice::ReplicateOutlier: return "replicate-outlier";
    case StandardAdvice::FarOffCurve: return "far-off-curve";
    case StandardAdvice::Influential: return "influential";
    }
    return "";
}

std::vector<std::vector<StandardAdvice>> adviceOn(const Calibration &curve)
{
    std::vector<std::vector<StandardAdvice>> advice(curve.points.size());
    std::vector<StandardPoint> standards;
    for (const CurvePoint &point : curve.points) {
        standards.push_back(point.standard);
    }
    for (const StandardLevel &level : groupLevels(standards)) {
        std::vector<double> residuals; // within a level amounts may differ a little: areas alone would mislead
        for (const std::size_t i : level.members) {
            residuals.push_back(curve.points[i].residual.value_or(0.0));
        }
        if (const auto far = grubbs(residuals); far && far->g > grubbsCritical(residuals.size())) {
            advice[level.members[far->index]].push_back(StandardAdvice::ReplicateOutlier);
        }
    }
    const auto used = static_cast<double>(std::count_if(curve.points.begin(), curve.points.end(),
                                                        [](const CurvePoint &p) { return p.residual.has_value(); }));
    const double coefficients = used - curve.dof;
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const CurvePoint &point = curve.points[i];
        if (curve.dof > 1 && point.studentized &&
            std::abs(*point.studentized) > studentQuantile(1.0 - 0.025 / used, curve.dof - 1.0)) {
            advice[i].push_back(StandardAdvice::FarOffCurve);
        }
        if (point.cook && coefficients > 0.0 && *point.cook > fisherMedian(coefficients, curve.dof)) {
            advice[i].push_back(StandardAdvice::Influential);
        }
    }
    return advice;
}

} // namespace tgc

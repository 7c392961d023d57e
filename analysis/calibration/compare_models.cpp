// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/compare_models.h"

#include <algorithm>

#include "analysis/calibration/levels.h"

namespace tgc {

namespace {

bool alike(const CalibrationOptions &a, const CalibrationOptions &b)
{
    if (a.model != b.model) {
        return false;
    }
    // The average response factor is what it is whatever origin and weights say.
    return a.model == CurveModel::AverageResponseFactor || (a.origin == b.origin && a.weights == b.weights);
}

} // namespace

std::vector<LevelReadBack> readBackLevels(const Calibration &curve)
{
    std::vector<StandardPoint> standards;
    for (const CurvePoint &point : curve.points) {
        standards.push_back(point.standard);
    }
    std::vector<LevelReadBack> levels;
    for (const StandardLevel &level : groupLevels(standards)) {
        double area = 0.0;
        for (const std::size_t i : level.members) {
            area += standards[i].area;
        }
        const auto found = solveAmount(curve.coefficients, area / static_cast<double>(level.members.size()));
        if (level.amount > 0.0 && found) {
            levels.push_back({standards[level.members.front()].level, level.amount, *found});
        }
    }
    return levels;
}

std::vector<ModelFit> compareModels(AmountUnit unit, const std::vector<StandardPoint> &standards,
                                    const CalibrationOptions &asked)
{
    constexpr auto linear = CurveModel::Linear;
    constexpr auto quadratic = CurveModel::Quadratic;
    std::vector<CalibrationOptions> choices = {
        {linear, CurveOrigin::Ignore, CurveWeights::None},
        {linear, CurveOrigin::Ignore, CurveWeights::InverseX},
        {linear, CurveOrigin::Ignore, CurveWeights::InverseX2},
        {linear, CurveOrigin::Force, CurveWeights::None},
        {CurveModel::AverageResponseFactor},
        {quadratic, CurveOrigin::Ignore, CurveWeights::None},
        {quadratic, CurveOrigin::Ignore, CurveWeights::InverseX2},
    };
    if (std::none_of(choices.begin(), choices.end(), [&](const auto &each) { return alike(each, asked); })) {
        choices.push_back(asked);
    }
    std::vector<ModelFit> fits;
    for (CalibrationOptions &options : choices) {
        options.fromMeans = asked.fromMeans;
        ModelFit fit{options, calibrate(unit, standards, options), {}};
        if (fit.curve) {
            fit.levels = readBackLevels(*fit.curve);
        }
        fits.push_back(std::move(fit));
    }
    return fits;
}

} // namespace tgc

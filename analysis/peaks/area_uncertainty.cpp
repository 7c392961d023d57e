// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/area_uncertainty.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tgc {

double meanNoiseNear(const Pyramid &pyramid, const NoiseProfile &profile, double time, double length)
{
    const double everywhere = profile.curvature(length);
    return std::min(everywhere, localCurvature(pyramid, time, length).value_or(everywhere));
}

double areaUncertainty(const AreaBudget &budget)
{
    if (!(budget.length > 0.0)) {
        return 0.0;
    }
    const double n = budget.length;
    const double m = std::max(budget.anchors, budget.interval);
    const double anchorRatio = (1.0 / n + 0.5 / m) / (1.5 / n);
    const double fromNoise = n * budget.meanNoise * std::sqrt(anchorRatio);
    const double fromBaseline = budget.otherBaselines / std::sqrt(3.0);
    double fromSampling = 0.0;
    if (budget.interval > 0.0 && budget.widthHalf > 0.0) {
        const double samplesPerSigma = budget.widthHalf / 2.3548200450309494 / budget.interval;
        const double exponent = 2.0 * std::numbers::pi * std::numbers::pi * samplesPerSigma * samplesPerSigma;
        fromSampling = std::abs(budget.area) * std::sqrt(2.0) * std::exp(-exponent);
    }
    const double fromDrops = 0.6 * budget.valleyHeights * budget.widthHalf;
    return std::hypot(std::hypot(fromNoise, fromBaseline), std::hypot(fromSampling, fromDrops));
}

} // namespace tgc

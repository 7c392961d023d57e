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

double tailBeyond(const Pyramid &pyramid, const NoiseProfile &profile, const TailPlace &place)
{
    const double from = place.apex + 0.9 * place.width;
    const double block = (place.end - from) / 3.0;
    if (!(block > 2.0 * pyramid.levels.front().step)) {
        return 0.0;
    }
    const Level &level = pyramid.finerThan(block / 8.0);
    const auto meanOf = [&](int k) {
        const double a = from + k * block;
        return place.sign *
               (level.mean(a + 0.5 * level.step, a + block - 0.5 * level.step) - place.baseline.at(a + 0.5 * block));
    };
    const double y1 = meanOf(0);
    const double y2 = meanOf(1);
    const double y3 = meanOf(2);
    const double q = (y2 - y3) / (y1 - y2);
    if (!(y1 > y2 && q > 0.0 && q < 0.95)) {
        return 0.0;
    }
    const double ground = (y1 * y3 - y2 * y2) / (y1 + y3 - 2.0 * y2);
    const double sd = profile.difference(block) / std::sqrt(2.0);
    const double doubt = 2.0 * sd * std::sqrt(1.0 + 4.0 * q * q + q * q * q * q) / ((1.0 - q) * (1.0 - q));
    if (!(-ground > doubt)) {
        return 0.0;
    }
    const double atEnd = (y3 - ground) * std::sqrt(q);
    return -0.5 * ground * (place.end - place.start) + atEnd * block / -std::log(q);
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
    return std::hypot(std::hypot(fromNoise, fromBaseline), std::hypot(fromSampling, fromDrops), budget.tail);
}

} // namespace tgc

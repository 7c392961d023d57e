// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/coloured_noise.h"

#include <algorithm>
#include <cmath>

namespace tgc {

namespace {

// v0 - (v1 + v-1)/2 of neighbouring means: 1.5 G(0) - 2 G(d) + G(2d)/2 with the covariance of blockCovariance.
constexpr double whiteCurvature = 1.5;
constexpr double flickerCurvature = 1.6870;

/// Second antiderivative of ln|x|.
double logarithmTwice(double x)
{
    const double square = x * x;
    return square > 0.0 ? 0.5 * square * std::log(std::abs(x)) - 0.75 * square : 0.0;
}

} // namespace

ColouredNoise colouredNoise(const NoiseProfile &profile, double interval, double widthHalf, double smallest)
{
    const double ofSample = std::max(profile.curvature(interval), smallest * std::sqrt(whiteCurvature));
    const double fast = ofSample * ofSample;
    const double ofPeak = profile.curvature(widthHalf);
    const double slow = ofPeak * ofPeak;
    // fast = a + b, slow = a interval/width + b
    const double ratio = std::min(interval / widthHalf, 0.5);
    const double flicker = std::clamp((slow - fast * ratio) / (1.0 - ratio), 0.0, 1e6 * fast);
    const double white = std::max({fast - flicker, 0.01 * fast, smallest * smallest});
    return {white / whiteCurvature * interval, flicker / flickerCurvature};
}

double blockCovariance(const Block &one, const Block &other, const ColouredNoise &noise, double reach)
{
    const double x = std::abs(one.time - other.time);
    const double white = x == 0.0 ? noise.white / one.length : 0.0;
    if (!(noise.flicker > 0.0)) {
        return white;
    }
    const double d = std::max(one.length, other.length) / reach;
    const double distance = x / reach;
    const double mean =
        (logarithmTwice(distance + d) - 2.0 * logarithmTwice(distance) + logarithmTwice(distance - d)) / (d * d);
    return white + noise.flicker * (1.0 - mean);
}

} // namespace tgc

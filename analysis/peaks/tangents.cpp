// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/tangents.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

namespace tgc {

namespace {

struct Tangent {
    double value = 0.0; ///< height over the baseline
    double slope = 0.0;
};

/// Value and slope at `t` of the cubic through the samples within `reach`; a long stretch is thinned to 200 samples.
std::optional<Tangent> tangentAt(const Samples &samples, const Line &baseline, double t, double reach)
{
    const std::size_t first = samples.at(t - reach);
    std::size_t last = first;
    while (last < samples.size() && samples.times_s[last] <= t + reach) {
        ++last;
    }
    if (last < first + 5) {
        return std::nullopt;
    }
    const std::size_t stride = (last - first) / 200 + 1;
    Eigen::Matrix4d normal = Eigen::Matrix4d::Zero();
    Eigen::Vector4d right = Eigen::Vector4d::Zero();
    for (std::size_t i = first; i < last; i += stride) {
        const double x = (samples.times_s[i] - t) / reach;
        const Eigen::Vector4d row(1.0, x, x * x, x * x * x);
        normal += row * row.transpose();
        right += row * (samples.values[i] - baseline.at(samples.times_s[i]));
    }
    const Eigen::Vector4d c = normal.ldlt().solve(right);
    if (!std::isfinite(c(0)) || !std::isfinite(c(1))) {
        return std::nullopt;
    }
    return Tangent{c(0), c(1) / reach};
}

/// Where the steepest tangent between two times of one flank meets the baseline.
std::optional<double> foot(const Samples &samples, const Line &baseline, double from, double to, double reach)
{
    constexpr int places = 25;
    std::optional<Tangent> steepest;
    double where = 0.0;
    for (int i = 0; i < places; ++i) {
        const double t = from + (to - from) * i / (places - 1);
        const auto tangent = tangentAt(samples, baseline, t, reach);
        if (tangent && (!steepest || std::abs(tangent->slope) > std::abs(steepest->slope))) {
            steepest = tangent;
            where = t;
        }
    }
    if (!steepest || steepest->slope == 0.0) {
        return std::nullopt;
    }
    return where - steepest->value / steepest->slope;
}

} // namespace

std::optional<double> tangentWidth(const Samples &samples, double start, double end, const Apex &apex,
                                   const Line &baseline, double widthHalf)
{
    const double smoothing = widthHalf / 16.0;
    const Crossings low = crossings(samples, start, end, apex, baseline, 0.3, smoothing);
    const Crossings high = crossings(samples, start, end, apex, baseline, 0.9, smoothing);
    if (!low.left || !low.right || !high.left || !high.right) {
        return std::nullopt;
    }
    const double reach = 0.25 * widthHalf;
    const auto left = foot(samples, baseline, *low.left, *high.left, reach);
    const auto right = foot(samples, baseline, *high.right, *low.right, reach);
    return left && right && *right > *left ? std::optional(*right - *left) : std::nullopt;
}

} // namespace tgc

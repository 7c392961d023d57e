// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/pyramid.h"

#include <algorithm>
#include <cmath>

namespace tgc {

std::size_t Level::nearest(double t) const
{
    const double index = std::clamp((t - start) / step, 0.0, static_cast<double>(values.size() - 1));
    return static_cast<std::size_t>(std::lround(index));
}

double Level::mean(double from, double to) const
{
    const std::size_t first = nearest(from);
    const std::size_t last = std::max(first, nearest(to));
    double sum = 0.0;
    for (std::size_t i = first; i <= last; ++i) {
        sum += values[i] - values[first];
    }
    return values[first] + sum / static_cast<double>(last - first + 1);
}

const Level &Pyramid::finerThan(double step) const
{
    std::size_t chosen = 0;
    while (chosen + 1 < levels.size() && levels[chosen + 1].step <= step) {
        ++chosen;
    }
    return levels[chosen];
}

namespace {

/// Straight lines between the samples, read at the even points.
Level resampled(std::span<const double> times, std::span<const double> values, double step)
{
    const auto count = static_cast<std::size_t>(std::floor((times.back() - times.front()) / step + 0.5)) + 1;
    Level level{times.front(), step, std::vector<double>(count, 0.0)};
    std::size_t next = 1;
    for (std::size_t k = 0; k < count; ++k) {
        const double t = std::min(level.timeAt(static_cast<double>(k)), times.back());
        while (next + 1 < times.size() && times[next] < t) {
            ++next;
        }
        const double part = (t - times[next - 1]) / (times[next] - times[next - 1]);
        level.values[k] = values[next - 1] * (1.0 - part) + values[next] * part;
    }
    return level;
}

} // namespace

Pyramid buildPyramid(std::span<const double> times, std::span<const double> values, double step, bool even)
{
    Pyramid pyramid;
    pyramid.levels.push_back(even ? Level{times.front(), step, {values.begin(), values.end()}}
                                  : resampled(times, values, step));
    while (pyramid.levels.back().values.size() >= 32) {
        const Level &fine = pyramid.levels.back();
        Level coarse{fine.start + 0.5 * fine.step, 2.0 * fine.step, std::vector<double>(fine.values.size() / 2)};
        for (std::size_t i = 0; i < coarse.values.size(); ++i) {
            coarse.values[i] = 0.5 * (fine.values[2 * i] + fine.values[2 * i + 1]);
        }
        pyramid.levels.push_back(std::move(coarse));
    }
    return pyramid;
}

} // namespace tgc

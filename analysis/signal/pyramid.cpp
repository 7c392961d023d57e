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

Level resampled(std::span<const double> times, std::span<const double> values, double step)
{
    const auto count = static_cast<std::size_t>(std::floor((times.back() - times.front()) / step + 0.5)) + 1;
    Level level{times.front(), step, std::vector<double>(count, 0.0)};
    std::size_t filled = 0; // points up to here are done
    for (std::size_t i = 0; i < times.size();) {
        const std::size_t point = level.nearest(times[i]);
        double sum = 0.0;
        std::size_t samples = 0;
        for (; i < times.size() && level.nearest(times[i]) == point; ++i, ++samples) {
            sum += values[i];
        }
        level.values[point] = sum / static_cast<double>(samples);
        for (std::size_t k = filled; k < point; ++k) { // a gap
            const double before = filled == 0 ? level.values[point] : level.values[filled - 1];
            const double part = static_cast<double>(k - filled + 1) / static_cast<double>(point - filled + 1);
            level.values[k] = before * (1.0 - part) + level.values[point] * part;
        }
        filled = point + 1;
    }
    for (; filled < count; ++filled) {
        level.values[filled] = level.values[filled - 1];
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

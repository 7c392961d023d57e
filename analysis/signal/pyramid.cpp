// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/pyramid.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

void Pyramid::add(double start, double step, std::vector<double> values)
{
    m_owned.push_back(std::move(values));
    levels.push_back({start, step, m_owned.back()});
}

namespace {

/// Straight lines between the samples, read at the even points.
std::vector<double> resampled(std::span<const double> times, std::span<const double> values, double step)
{
    const auto count = static_cast<std::size_t>(std::floor((times.back() - times.front()) / step + 0.5)) + 1;
    std::vector<double> even(count, 0.0);
    std::size_t next = 1;
    for (std::size_t k = 0; k < count; ++k) {
        const double t = std::min(times.front() + static_cast<double>(k) * step, times.back());
        while (next + 1 < times.size() && times[next] < t) {
            ++next;
        }
        const double part = (t - times[next - 1]) / (times[next] - times[next - 1]);
        even[k] = values[next - 1] * (1.0 - part) + values[next] * part;
    }
    return even;
}

void addCoarserLevels(Pyramid &pyramid)
{
    while (pyramid.levels.back().values.size() >= 32) {
        const Level fine = pyramid.levels.back();
        std::vector<double> coarse(fine.values.size() / 2);
        for (std::size_t i = 0; i < coarse.size(); ++i) {
            coarse[i] = 0.5 * (fine.values[2 * i] + fine.values[2 * i + 1]);
        }
        pyramid.add(fine.start + 0.5 * fine.step, 2.0 * fine.step, std::move(coarse));
    }
}

} // namespace

Pyramid buildPyramid(std::span<const double> times, std::span<const double> values, double step, bool even)
{
    Pyramid pyramid;
    if (even) {
        pyramid.levels.push_back({times.front(), step, values});
    } else {
        pyramid.add(times.front(), step, resampled(times, values, step));
    }
    addCoarserLevels(pyramid);
    return pyramid;
}

Pyramid buildPyramid(std::span<const double> times, std::vector<double> &&values, double step, bool even)
{
    Pyramid pyramid;
    pyramid.add(times.front(), step, even ? std::move(values) : resampled(times, values, step));
    addCoarserLevels(pyramid);
    return pyramid;
}

} // namespace tgc

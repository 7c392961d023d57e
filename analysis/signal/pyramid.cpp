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

void Pyramid::keep(double start, double step, std::vector<double> values)
{
    m_finest = std::move(values);
    levels.push_back({start, step, m_finest});
}

void Pyramid::addCoarser()
{
    constexpr std::size_t enough = 32; // for one level more
    std::size_t total = 0;
    for (std::size_t n = levels.back().values.size(); n >= enough; n /= 2) {
        total += n / 2;
    }
    m_coarser = std::make_unique_for_overwrite<double[]>(total); // NOLINT(modernize-avoid-c-arrays)
    std::span<double> room(m_coarser.get(), total);
    while (levels.back().values.size() >= enough) {
        const Level fine = levels.back();
        const std::span<double> coarse = room.first(fine.values.size() / 2);
        room = room.subspan(coarse.size());
        for (std::size_t i = 0; i < coarse.size(); ++i) {
            coarse[i] = 0.5 * (fine.values[2 * i] + fine.values[2 * i + 1]);
        }
        levels.push_back({fine.start + 0.5 * fine.step, 2.0 * fine.step, coarse});
    }
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

} // namespace

Pyramid buildPyramid(std::span<const double> times, std::span<const double> values, double step, bool even)
{
    Pyramid pyramid;
    if (even) {
        pyramid.levels.push_back({times.front(), step, values});
    } else {
        pyramid.keep(times.front(), step, resampled(times, values, step));
    }
    pyramid.addCoarser();
    return pyramid;
}

Pyramid buildPyramid(std::span<const double> times, std::vector<double> &&values, double step, bool even)
{
    Pyramid pyramid;
    pyramid.keep(times.front(), step, even ? std::move(values) : resampled(times, values, step));
    pyramid.addCoarser();
    return pyramid;
}

} // namespace tgc

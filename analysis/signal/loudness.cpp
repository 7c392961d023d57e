// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/loudness.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/signal/noise.h"

namespace tgc {

namespace {

constexpr double reachWidths = 10.0;     ///< half the length of a neighbourhood
constexpr std::size_t fewest = 100;      ///< differences in a neighbourhood
constexpr double chance = 5.0;           ///< two SD of the robust SD of n correlated differences, times sqrt n

/// Of the samples from `from` on, `stride` samples apart.
std::vector<double> fourthDifferences(std::span<const double> v, std::size_t from, std::size_t count,
                                      std::size_t stride = 1)
{
    std::vector<double> out(count);
    for (std::size_t k = 0; k < count; ++k) {
        const double *at = v.data() + from + k * stride;
        out[k] = (at[4] - at[3]) - 3.0 * (at[3] - at[2]) + 3.0 * (at[2] - at[1]) - (at[1] - at[0]);
    }
    return out;
}

/// SD of a whole trace's fourth differences, from no more of them than centredSigma() looks at.
double wholeTrace(std::span<const double> v)
{
    const std::size_t count = v.size() - 4;
    const std::size_t stride = count / mostForSigma + 1;
    return centredSigma(fourthDifferences(v, 0, (count - 1) / stride + 1, stride));
}

} // namespace

Loudness::Loudness(const Pyramid &pyramid, double peakWidth)
    : m_start(pyramid.levels.front().start), m_width(peakWidth), m_hop(0.5 * reachWidths * peakWidth)
{
    const Level &finest = pyramid.levels.front();
    const double span = finest.step * static_cast<double>(finest.values.size());
    if (!(peakWidth >= 8.0 * finest.step) || span < 4.0 * m_hop) {
        return;
    }
    m_ratios.assign(static_cast<std::size_t>(span / m_hop) + 1, 0.0);
    for (const Level &level : pyramid.levels) {
        if (level.step < peakWidth / 64.0 || level.step > peakWidth / 8.0 || level.values.size() < 4 + 2 * fewest) {
            continue;
        }
        if (const double whole = wholeTrace(level.values); whole > 0.0) {
            m_scales.push_back({&level, whole});
        }
    }
}

double Loudness::heardAround(double centre) const
{
    double loudest = 1.0;
    for (const auto &[level, whole] : m_scales) {
        const std::size_t all = level->values.size() - 4;
        const auto half = static_cast<std::size_t>(reachWidths * m_width / level->step);
        const std::size_t reach = std::max(half, fewest / 2);
        const std::size_t middle = level->nearest(centre);
        const std::size_t from = std::min(middle > reach ? middle - reach : 0, all - 2 * fewest);
        const std::size_t count = std::min(2 * reach, all - from);
        const double local = centredSigma(fourthDifferences(level->values, from, count)) / whole;
        loudest = std::max(loudest, local - chance / std::sqrt(static_cast<double>(count)));
    }
    return loudest;
}

double Loudness::at(double t) const
{
    if (m_ratios.empty()) {
        return 1.0;
    }
    const double index = std::clamp((t - m_start) / m_hop, 0.0, static_cast<double>(m_ratios.size() - 1));
    double &ratio = m_ratios[static_cast<std::size_t>(std::lround(index))];
    if (ratio == 0.0) {
        ratio = heardAround(m_start + std::round(index) * m_hop);
    }
    return ratio;
}

} // namespace tgc

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

std::vector<double> fourthDifferences(std::span<const double> v)
{
    std::vector<double> out;
    out.reserve(v.size());
    for (std::size_t i = 4; i < v.size(); ++i) {
        out.push_back((v[i] - v[i - 1]) - 3.0 * (v[i - 1] - v[i - 2]) + 3.0 * (v[i - 2] - v[i - 3]) -
                      (v[i - 3] - v[i - 4]));
    }
    return out;
}

} // namespace

Loudness::Loudness(const Pyramid &pyramid, double peakWidth)
    : m_start(pyramid.levels.front().start), m_hop(0.5 * reachWidths * peakWidth)
{
    const Level &finest = pyramid.levels.front();
    const double span = finest.step * static_cast<double>(finest.values.size());
    if (!(peakWidth >= 8.0 * finest.step) || span < 4.0 * m_hop) {
        return;
    }
    m_ratios.assign(static_cast<std::size_t>(span / m_hop) + 1, 1.0);
    for (const Level &level : pyramid.levels) {
        const auto half = static_cast<std::size_t>(reachWidths * peakWidth / level.step);
        if (level.step < peakWidth / 64.0 || level.step > peakWidth / 8.0 || level.values.size() < 4 + 2 * fewest) {
            continue;
        }
        const std::vector<double> differences = fourthDifferences(level.values);
        const double whole = centredSigma(differences);
        for (std::size_t k = 0; whole > 0.0 && k < m_ratios.size(); ++k) {
            const std::size_t reach = std::max(half, fewest / 2);
            const std::size_t centre = level.nearest(m_start + static_cast<double>(k) * m_hop);
            const std::size_t from = std::min(centre > reach ? centre - reach : 0, differences.size() - 2 * fewest);
            const std::size_t count = std::min(2 * reach, differences.size() - from);
            const double local = centredSigma(std::span(differences).subspan(from, count)) / whole;
            m_ratios[k] = std::max(m_ratios[k], local - chance / std::sqrt(static_cast<double>(count)));
        }
    }
}

double Loudness::at(double t) const
{
    if (m_ratios.empty()) {
        return 1.0;
    }
    const double index = std::clamp((t - m_start) / m_hop, 0.0, static_cast<double>(m_ratios.size() - 1));
    return m_ratios[static_cast<std::size_t>(std::lround(index))];
}

} // namespace tgc

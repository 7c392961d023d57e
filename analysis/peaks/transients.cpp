// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/transients.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tgc {

namespace {

constexpr double mostInOne = 0.6; ///< share of its height that a peak takes within one sample
constexpr double mostInTwo = 0.75;

/// Samples from a spike's front to its half fall: no more keeps the search linear, and a trace that is bridged for a
/// good part has no noise to measure there.
std::size_t longestHalfFall(std::size_t samples)
{
    return std::clamp<std::size_t>(samples / 16, 8, 256);
}

double levelBefore(std::span<const double> v, std::size_t i)
{
    const std::size_t from = i < 2 ? 0 : i - 2;
    double sum = 0.0;
    for (std::size_t k = from; k <= i; ++k) {
        sum += v[k] - v[i];
    }
    return v[i] + sum / static_cast<double>(i - from + 1);
}

/// A spike whose front lies between sample i and the next, if there is one.
std::optional<Spike> spikeAt(std::span<const double> v, std::size_t i, double noise, double limit)
{
    const double sign = v[i + 1] > v[i] ? 1.0 : -1.0;
    const double before = levelBefore(v, i);
    const auto excursion = [&](std::size_t k) { return sign * (v[k] - before); };
    std::size_t top = i + 1;
    std::size_t fall = i + 1;
    const std::size_t reach = std::min(v.size(), i + 2 + longestHalfFall(v.size()));
    while (fall < reach && excursion(fall) > 0.5 * excursion(top)) {
        top = excursion(fall) > excursion(top) ? fall : top;
        ++fall;
    }
    const double height = excursion(top);
    if (fall == reach || height < limit * noise) {
        return std::nullopt;
    }
    const double part = (excursion(fall - 1) - 0.5 * height) / std::max(excursion(fall - 1) - excursion(fall), 1e-300);
    Spike spike;
    spike.halfWidth = static_cast<double>(fall - 1 - i) + std::clamp(part, 0.0, 1.0) - 0.5;
    spike.riseShare = excursion(i + 1) / height;
    const double inTwo = i + 2 < v.size() ? excursion(std::min(i + 2, top)) / height : 1.0;
    if (spike.riseShare < mostInOne) {
        if (!(inTwo >= mostInTwo && spike.halfWidth >= 5.0)) {
            return std::nullopt;
        }
        spike.riseShare = inTwo;
        spike.riseSamples = 2;
    }
    // An exponential is down to 0.4 % after eight of its half-lives; what falls as abruptly as it rose (a pulse of a
    // valve, two steps) is over at once, though perhaps not where it began. Hence: to where it sinks into the noise about
    // that level, and three of its later half-lives on.
    const std::size_t halfLife = std::max<std::size_t>(1, fall - top);
    const std::size_t longest = std::min(v.size() - 1, top + 8 * halfLife);
    const auto meanExcursion = [&](std::size_t from) {
        double sum = 0.0;
        for (std::size_t k = from; k < from + halfLife; ++k) {
            sum += excursion(k);
        }
        return sum / static_cast<double>(halfLife);
    };
    double level = 0.0;
    if (constexpr std::size_t fewest = 5; halfLife >= fewest && fall + 2 * halfLife < v.size()) {
        const double further = meanExcursion(fall + halfLife);
        level = std::abs(further) > 0.75 * std::abs(meanExcursion(fall)) ? further : 0.0;
    }
    std::size_t sunk = fall;
    while (sunk < longest && excursion(sunk) - level > noise) {
        ++sunk;
    }
    const double halvings = std::max(1.0, std::log2(0.5 * height / noise));
    const auto rest = static_cast<std::size_t>(std::ceil(3.0 * static_cast<double>(sunk - fall + 1) / halvings));
    spike.first = i + 1;
    spike.last = std::min(longest, sunk + rest);
    spike.top = top;
    spike.height = sign * height;
    const double after = excursion(spike.last);
    if (std::abs(after) > std::max(0.2 * height, 4.0 * noise)) {
        return std::nullopt;
    }
    return spike;
}

} // namespace

std::vector<Spike> findSpikes(std::span<const double> values, double noise, double limit)
{
    std::vector<Spike> spikes;
    if (values.size() < 4) {
        return spikes;
    }
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
        const double jump = std::abs(values[i + 1] - values[i]);
        // Quick test: a quiet sample before the jump.
        if (jump <= 0.5 * limit * noise || (i > 0 && std::abs(values[i] - values[i - 1]) > 0.35 * jump + 3.0 * noise)) {
            continue;
        }
        if (const auto spike = spikeAt(values, i, noise, limit)) {
            spikes.push_back(*spike);
            i = spike->last;
        }
    }
    return spikes;
}

std::vector<double> withoutSpikes(std::span<const double> values, std::span<const Spike> spikes)
{
    std::vector<double> out(values.begin(), values.end());
    for (const Spike &spike : spikes) {
        const double from = levelBefore(values, spike.first - 1);
        const double to = spike.last + 1 < values.size() ? levelBefore(values, spike.last) : from;
        const auto length = static_cast<double>(spike.last - spike.first + 2);
        for (std::size_t k = spike.first; k <= spike.last; ++k) {
            const double part = static_cast<double>(k - spike.first + 1) / length;
            out[k] = from * (1.0 - part) + to * part;
        }
    }
    return out;
}

} // namespace tgc

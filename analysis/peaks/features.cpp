// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/features.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <ranges>
#include <span>

#include "analysis/signal/loudness.h"
#include "analysis/signal/noise.h"
#include "analysis/signal/savitzky_golay.h"

namespace tgc {

namespace {

constexpr double weakLimit = 4.0;
constexpr double mostGrowth = 2.0; ///< of the noise from one scale to the next, sqrt 2 wider
constexpr double fwhmToSigma = 1.0 / 2.3548200450309494;

/// One filter: a window on one level, tuned to one half-height width.
struct Scale {
    const Level *level = nullptr;
    int window = 0;
    double width = 0.0; ///< s
};

std::vector<Scale> scalesFor(const Pyramid &pyramid, std::optional<double> expected)
{
    std::vector<Scale> scales;
    const double span = pyramid.levels.front().step * static_cast<double>(pyramid.levels.front().values.size());
    const double narrowest = expected ? *expected / 3.0 : 0.0;
    const double widest = expected ? *expected * 4.0 : span / 8.0;
    const auto add = [&](const Level &level, int window, double points) {
        const double width = points * level.step;
        if (width >= narrowest && width <= widest && level.values.size() > static_cast<std::size_t>(window)) {
            scales.push_back({&level, window, width});
        }
    };
    add(pyramid.levels.front(), 5, 2.5);
    add(pyramid.levels.front(), 9, 4.0);
    for (const Level &level : pyramid.levels) {
        add(level, 15, 6.0);
        add(level, 21, 8.5);
    }
    return scales;
}

/// What the filter makes of a Gaussian of unit height and its own width, sample in the middle.
double unitResponse(const Scale &scale, const SavitzkyGolay &filter)
{
    const std::vector<double> &weights = filter.weights(0);
    const int middle = scale.window / 2;
    double sum = 0.0;
    for (int i = 0; i < scale.window; ++i) {
        const double z = (i - middle) * scale.level->step / (scale.width * fwhmToSigma);
        sum -= weights[static_cast<std::size_t>(i)] * std::exp(-0.5 * z * z);
    }
    return sum;
}

/// Extremes of the response that stand out by `weakLimit` noise on both sides (hysteresis), in order of time.
std::vector<Feature> extremes(const Scale &scale, std::span<const double> response, double noise)
{
    std::vector<Feature> out;
    const double needed = weakLimit * noise;
    std::size_t high = 0;
    std::size_t low = 0;
    int seeking = 0; // +1 a maximum, -1 a minimum, 0 either
    const auto take = [&](std::size_t i, int sign) {
        const double value = sign * response[i];
        if (value >= needed) {
            out.push_back({scale.level->timeAt(static_cast<double>(i)), scale.width, value, noise, sign});
        }
    };
    for (std::size_t i = 1; i < response.size(); ++i) {
        high = response[i] > response[high] ? i : high;
        low = response[i] < response[low] ? i : low;
        if (seeking >= 0 && response[high] - response[i] > needed) {
            take(high, 1);
            seeking = -1;
            low = i;
            high = i;
        } else if (seeking <= 0 && response[i] - response[low] > needed) {
            take(low, -1);
            seeking = 1;
            low = i;
            high = i;
        }
    }
    return out;
}

/// How many finer features within its width, each at least half as strong, make up what a coarse filter sees: none, the
/// same bump seen finer, or (between two narrower peaks) their sum.
std::size_t partsOf(const Feature &coarse, const std::vector<Feature> &fine)
{
    auto it = std::lower_bound(fine.begin(), fine.end(), coarse.time - coarse.width,
                               [](const Feature &f, double t) { return f.time < t; });
    std::size_t parts = 0;
    for (; it != fine.end() && it->time <= coarse.time + coarse.width; ++it) {
        parts += it->sign == coarse.sign && it->response >= 0.5 * coarse.response ? 1 : 0;
    }
    return parts;
}

/// The response more than 0.6 windows away from what stands out (the dents beside a peak stand out too).
std::vector<double> between(const Scale &scale, std::span<const double> response, const std::vector<Feature> &seen)
{
    std::vector<double> free;
    free.reserve(response.size());
    const auto window = static_cast<std::size_t>(0.6 * scale.window) + 1;
    std::size_t next = 0;
    for (std::size_t k = 0; k <= seen.size(); ++k) {
        const std::size_t centre = k < seen.size() ? scale.level->nearest(seen[k].time) : response.size() + window;
        for (std::size_t i = next; i + window < centre && i < response.size(); ++i) {
            free.push_back(response[i]);
        }
        next = std::max(next, std::min(centre + window, response.size()));
    }
    return free;
}

/// Puts what a coarser scale sees (`coarse`) to what finer ones saw (`fine`, in order of time).
std::vector<Feature> merged(std::vector<Feature> fine, const std::vector<Feature> &coarse)
{
    std::vector<bool> gone(fine.size(), false);
    std::vector<Feature> added;
    for (const Feature &c : coarse) {
        const double reach = 0.5 * c.width;
        auto first = std::lower_bound(fine.begin(), fine.end(), c.time - reach,
                                      [](const Feature &f, double t) { return f.time < t; });
        std::vector<std::size_t> inside;
        for (auto it = first; it != fine.end() && it->time <= c.time + reach; ++it) {
            const auto index = static_cast<std::size_t>(it - fine.begin());
            if (it->sign != c.sign || gone[index]) {
                continue;
            }
            // A finer scale sees every round top bend, as the square of the widths; what bends little more than that, or
            // more by no more than noise, is the top itself or ripple on it.
            const double narrower = it->width / c.width;
            const double bend = c.response * narrower * narrower;
            if (narrower < 0.6 && c.significance() > it->significance() &&
                it->response < std::max(1.5 * bend, bend + detectionLimit * it->noise)) {
                gone[index] = true;
                continue;
            }
            // A finer scale that does not reach the limit cannot split what a coarser one sees.
            if (it->significance() < detectionLimit && c.significance() > it->significance()) {
                gone[index] = true;
                continue;
            }
            inside.push_back(index);
        }
        if (inside.empty()) {
            if (partsOf(c, fine) == 0) {
                added.push_back(c);
            }
            continue;
        }
        // One bump is seen best at its own width; what a much coarser scale sees there is the ground it stands on.
        const Feature &same = fine[inside.front()];
        if (inside.size() == 1 && c.significance() > same.significance() && c.width <= 2.2 * same.width &&
            partsOf(c, fine) < 2) {
            gone[inside.front()] = true;
            added.push_back(c);
        }
    }
    std::vector<Feature> out;
    for (std::size_t i = 0; i < fine.size(); ++i) {
        if (!gone[i]) {
            out.push_back(fine[i]);
        }
    }
    out.insert(out.end(), added.begin(), added.end());
    std::stable_sort(out.begin(), out.end(), [](const Feature &a, const Feature &b) { return a.time < b.time; });
    return out;
}

/// Median of the widths, each weighing its height: the many ripples of the baseline do not tell the width, nor, in a
/// crowd, does its highest peak alone. Empty when nothing reaches the limit.
std::optional<double> typicalWidth(std::vector<Feature> features)
{
    std::erase_if(features, [](const Feature &f) { return f.significance() < detectionLimit; });
    std::sort(features.begin(), features.end(), [](const Feature &a, const Feature &b) { return a.width < b.width; });
    const auto weight = [](const Feature &f) { return f.response; };
    double total = 0.0;
    for (const Feature &f : features) {
        total += weight(f);
    }
    double sum = 0.0;
    for (const Feature &f : features) {
        sum += weight(f);
        if (sum >= 0.5 * total) {
            return f.width;
        }
    }
    return std::nullopt;
}

/// What one scale sees.
struct Sight {
    double width = 0.0;
    double noise = 0.0;
    bool quiet = true; ///< at least half of the trace was free to measure the noise on
    std::vector<Feature> extremes;
};

std::vector<Sight> look(const Pyramid &pyramid, std::optional<double> expectedWidth, double smallestNoise,
                        double strictness)
{
    std::vector<Sight> sights;
    std::map<int, SavitzkyGolay> filters; // four windows serve all levels
    double noise = smallestNoise;
    for (const Scale &scale : scalesFor(pyramid, expectedWidth)) {
        auto filter = filters.find(scale.window);
        if (filter == filters.end()) {
            filter = filters.emplace(scale.window, SavitzkyGolay(scale.window, 2, 2)).first;
        }
        std::vector<double> response = filter->second.apply(scale.level->values);
        const double unit = -1.0 / unitResponse(scale, filter->second);
        for (double &value : response) {
            value *= unit;
        }
        // Few values at a coarse scale tell little about its noise: it cannot be quieter than white noise would be.
        const double least = std::max(smallestNoise, noise * 0.8);
        const double before = noise;
        // Real noise grows slowly with the scale; a leap means that the trace is full of peaks at this one.
        noise = std::max(least, centredSigma(response));
        noise = sights.empty() ? noise : std::min(noise, mostGrowth * before);
        std::vector<Feature> seen = extremes(scale, response, noise);
        const std::vector<double> free = between(scale, response, seen);
        if (!seen.empty()) {
            // Peaks that leave too little room would pass for noise: then the finer scale's noise is the best guess.
            const bool enough = free.size() >= std::max<std::size_t>(100, response.size() / 5);
            const double quiet = enough ? centredSigma(free) : sights.empty() ? noise : before;
            noise = std::max(least, std::min(noise, quiet));
            seen = extremes(scale, response, noise);
        }
        if (strictness != 1.0) {
            seen = extremes(scale, response, std::min(strictness, 1.0) * noise);
            for (Feature &feature : seen) {
                feature.strictness = strictness;
            }
        }
        sights.push_back({scale.width, strictness * noise, 2 * free.size() >= response.size(), std::move(seen)});
    }
    return sights;
}

std::vector<Feature> mergedOver(const std::vector<Sight> &sights, double narrowest, double widest)
{
    std::vector<Feature> all;
    for (const Sight &sight : sights) {
        if (sight.width >= narrowest && sight.width <= widest) {
            all = merged(std::move(all), sight.extremes);
        }
    }
    return all;
}

/// Not even worth a word. A raised threshold still says what it refused.
bool isNothing(const Feature &feature)
{
    return feature.response * std::max(feature.strictness, 1.0) < weakLimit * feature.noise;
}

/// A bump must stand out of the wander at coarser scales too, up to three typical widths (a peak and its baseline):
/// where the noise grows with the scale, a ripple of the wander is no peak. Scales beyond 1.5 widths speak only where
/// enough of the trace was free to measure them.
void raiseToWander(std::vector<Sight> &sights, double width)
{
    double wander = 0.0;
    for (Sight &sight : std::views::reverse(sights)) {
        if (sight.width > 3.0 * width || (sight.width > 1.5 * width && !sight.quiet)) {
            continue;
        }
        wander = std::max(wander, sight.noise);
        sight.noise = wander;
        for (Feature &feature : sight.extremes) {
            feature.noise = wander;
        }
        std::erase_if(sight.extremes, isNothing);
    }
}

/// Where the neighbourhood is louder than the trace as a whole, a bump needs as much more.
void raiseToNeighbourhood(std::vector<Sight> &sights, const Loudness &loudness)
{
    for (Sight &sight : sights) {
        for (Feature &feature : sight.extremes) {
            feature.noise *= loudness.at(feature.time);
        }
        std::erase_if(sight.extremes, isNothing);
    }
}

} // namespace

Features findFeatures(const Pyramid &pyramid, std::optional<double> expectedWidth, double smallestNoise,
                      double threshold)
{
    std::vector<Sight> sights = look(pyramid, expectedWidth, smallestNoise, threshold / detectionLimit);
    Features result;
    const auto width = expectedWidth ? expectedWidth : typicalWidth(mergedOver(sights, 0.0, 1e300));
    if (width) {
        raiseToWander(sights, *width);
        result.loudness = Loudness(pyramid, *width);
        raiseToNeighbourhood(sights, result.loudness);
    }
    result.width = width.value_or(0.0);
    for (const Feature &feature : mergedOver(sights, width.value_or(0.0) / 8.0, width.value_or(1e300) * 4.0)) {
        (feature.significance() >= doubtLimit ? result.found : result.weak).push_back(feature);
    }
    return result;
}

} // namespace tgc

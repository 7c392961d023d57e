// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/features.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/signal/noise.h"
#include "analysis/signal/savitzky_golay.h"

namespace tgc {

namespace {

constexpr double weakLimit = 4.0;
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
double unitResponse(const Scale &scale)
{
    const std::vector<double> weights = savitzkyGolayWeights(scale.window, 2, 2);
    double sum = 0.0;
    for (int i = 0; i < scale.window; ++i) {
        const double z = (i - scale.window / 2) * scale.level->step / (scale.width * fwhmToSigma);
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
            // Ripple on the top of a wide peak is no peak.
            if (it->response < 0.1 * c.response && it->width < 0.5 * c.width && std::abs(it->time - c.time) < 0.4 * c.width) {
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
            added.push_back(c);
        } else if (inside.size() == 1 && c.significance() > fine[inside.front()].significance()) {
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

/// Median of the widths, each weighing as much as its bump is high: what a person would call the peaks' width.
double typicalWidth(std::vector<Feature> features)
{
    std::sort(features.begin(), features.end(), [](const Feature &a, const Feature &b) { return a.width < b.width; });
    double total = 0.0;
    for (const Feature &f : features) {
        total += f.response;
    }
    double sum = 0.0;
    for (const Feature &f : features) {
        sum += f.response;
        if (sum >= 0.5 * total) {
            return f.width;
        }
    }
    return 0.0;
}

/// What one scale sees.
struct Sight {
    double width = 0.0;
    double noise = 0.0;
    std::vector<Feature> extremes;
};

std::vector<Sight> look(const Pyramid &pyramid, std::optional<double> expectedWidth, double smallestNoise)
{
    std::vector<Sight> sights;
    double noise = smallestNoise;
    for (const Scale &scale : scalesFor(pyramid, expectedWidth)) {
        std::vector<double> response = savitzkyGolay(scale.level->values, scale.window, 2, 2);
        const double unit = -1.0 / unitResponse(scale);
        for (double &value : response) {
            value *= unit;
        }
        // Few values at a coarse scale tell little about its noise: it cannot be quieter than white noise would be.
        noise = std::max({smallestNoise, centredSigma(response), noise * 0.8});
        sights.push_back({scale.width, noise, extremes(scale, response, noise)});
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

/// A bump narrower than the typical peak must stand out of the wander at the typical width too.
void raiseToWander(std::vector<Sight> &sights, double width)
{
    double wander = 0.0;
    for (auto sight = sights.rbegin(); sight != sights.rend(); ++sight) {
        if (sight->width > 1.5 * width) {
            continue;
        }
        wander = std::max(wander, sight->noise);
        sight->noise = wander;
        std::erase_if(sight->extremes, [&](const Feature &f) { return f.response < weakLimit * wander; });
        for (Feature &feature : sight->extremes) {
            feature.noise = wander;
        }
    }
}

} // namespace

Features findFeatures(const Pyramid &pyramid, std::optional<double> expectedWidth, double smallestNoise)
{
    std::vector<Sight> sights = look(pyramid, expectedWidth, smallestNoise);
    Features result;
    result.width = expectedWidth ? *expectedWidth : typicalWidth(mergedOver(sights, 0.0, 1e300));
    raiseToWander(sights, result.width);
    for (const Feature &feature : mergedOver(sights, result.width / 8.0, result.width * 8.0)) {
        (feature.significance() >= detectionLimit ? result.found : result.weak).push_back(feature);
    }
    return result;
}

} // namespace tgc

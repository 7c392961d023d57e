// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/sights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <span>

#include "analysis/signal/noise.h"
#include "analysis/signal/savitzky_golay.h"

namespace tgc {

namespace {

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

/// A local extreme of the response.
struct Extreme {
    std::size_t at = 0;
    int sign = 1;
};

/// A peak on the steep flank of a larger one need not bend it back: the response then only comes nearer to zero between
/// two extremes of the other sign. It is a shoulder where the signal runs on in one direction from one of these through
/// it to the other (a valley turns, and where peaks stand apart nothing falls), and its height follows from how far the
/// response comes back: a Gaussian's stands 1.45 heights over the dents beside it.
std::optional<Feature> shoulderAt(const Scale &scale, std::span<const double> response, std::span<const Extreme> three,
                                  double noise)
{
    constexpr double overDents = 1.45;
    constexpr double leastFall = 0.3; ///< of its height, to either side
    const Extreme &middle = three[1];
    const auto value = [&](const Extreme &e) { return middle.sign * response[e.at]; };
    const double height = (value(middle) - std::max(value(three[0]), value(three[2]))) / overDents;
    if (height < doubtLimit * noise) {
        return std::nullopt;
    }
    const std::span<const double> signal = scale.level->values;
    const double before = signal[three[0].at] - signal[middle.at];
    const double after = signal[middle.at] - signal[three[2].at];
    if (before * after <= 0.0 || std::min(std::abs(before), std::abs(after)) < leastFall * height) {
        return std::nullopt;
    }
    return Feature{scale.level->timeAt(static_cast<double>(middle.at)), scale.width, height, noise, middle.sign, true};
}

/// What a filter makes of a level, in heights of a Gaussian of its width; and by block of samples how far it goes.
struct Response {
    static constexpr std::size_t lanes = 4; ///< side by side, as vector code
    static constexpr std::size_t block = 16 * lanes;

    explicit Response(std::size_t most)
        : m_room(std::make_unique_for_overwrite<double[]>(most)) {} // NOLINT(modernize-avoid-c-arrays)
    /// Room for a level's values, which the caller sets: what the scale before left there is no use.
    std::span<double> roomFor(std::size_t samples)
    {
        values = {m_room.get(), samples};
        furthest.clear();
        return values;
    }

    std::span<double> values;
    std::vector<double> furthest; ///< from zero, a block

private:
    std::unique_ptr<double[]> m_room; // NOLINT(modernize-avoid-c-arrays): a vector would be filled twice
};

double furthestOf(std::span<const double> values)
{
    std::array<double, Response::lanes> largest{};
    std::size_t i = 0;
    for (; i + largest.size() <= values.size(); i += largest.size()) {
        for (std::size_t k = 0; k < largest.size(); ++k) {
            const double size = std::abs(values[i + k]);
            largest[k] = largest[k] < size ? size : largest[k];
        }
    }
    for (; i < values.size(); ++i) {
        largest[0] = std::max(largest[0], std::abs(values[i]));
    }
    return *std::max_element(largest.begin(), largest.end());
}

/// Filter, scale and extent piece by piece, each while it is in the cache: one trip to the memory instead of three.
void respond(Response &response, const Scale &scale, const SavitzkyGolay &filter)
{
    constexpr std::size_t piece = 16 * Response::block;
    const std::span<const double> level = scale.level->values;
    const double unit = -1.0 / unitResponse(scale, filter);
    const std::span<double> room = response.roomFor(level.size());
    for (std::size_t from = 0; from < level.size(); from += piece) {
        const std::span<double> here = room.subspan(from, std::min(piece, level.size() - from));
        filter.apply(level, from, here);
        for (double &value : here) {
            value *= unit;
        }
        for (std::size_t i = 0; i < here.size(); i += Response::block) {
            response.furthest.push_back(furthestOf(here.subspan(i, std::min(Response::block, here.size() - i))));
        }
    }
}

/// A stretch of a response.
struct Stretch {
    std::size_t from = 0;
    std::size_t to = 0;
};

/// Where the response goes beyond `needed`, with two blocks either side. Most of a long trace is quiet: passing over it
/// block by block costs a fraction of following it sample by sample.
std::vector<Stretch> loudStretches(const Response &response, double needed)
{
    constexpr std::size_t margin = 2 * Response::block;
    const std::size_t size = response.values.size();
    std::vector<Stretch> loud;
    for (std::size_t k = 0; k < response.furthest.size(); ++k) {
        if (response.furthest[k] < needed) {
            continue;
        }
        const std::size_t from = k * Response::block;
        const std::size_t first = from - std::min(from, margin);
        const std::size_t beyond = std::min(from + Response::block + margin, size);
        if (!loud.empty() && loud.back().to >= first) {
            loud.back().to = beyond;
        } else {
            loud.push_back({first, beyond});
        }
    }
    return loud;
}

/// Extremes of a stretch that stand `needed` above or below what is on both sides of them (hysteresis).
void addTurns(std::vector<Extreme> &turns, std::span<const double> response, Stretch stretch, double needed)
{
    std::size_t high = stretch.from;
    std::size_t low = stretch.from;
    int seeking = 0; // +1 a maximum, -1 a minimum, 0 either
    for (std::size_t i = stretch.from + 1; i < stretch.to; ++i) {
        high = response[i] > response[high] ? i : high;
        low = response[i] < response[low] ? i : low;
        if (seeking >= 0 && response[high] - response[i] > needed) {
            turns.push_back({high, 1});
            seeking = -1;
            low = i;
            high = i;
        } else if (seeking <= 0 && response[i] - response[low] > needed) {
            turns.push_back({low, -1});
            seeking = 1;
            low = i;
            high = i;
        }
    }
}

/// Extremes of the response that stand out by `weakLimit` noise, in order of time; and the shoulders among the others.
std::vector<Feature> extremes(const Scale &scale, const Response &filtered, double noise)
{
    const std::span<const double> response = filtered.values;
    std::vector<Extreme> turns;
    const double needed = weakLimit * noise;
    for (const Stretch &stretch : loudStretches(filtered, needed)) {
        addTurns(turns, response, stretch, needed);
    }
    std::vector<Feature> out;
    for (std::size_t k = 0; k < turns.size(); ++k) {
        const double value = turns[k].sign * response[turns[k].at];
        if (value >= needed) {
            out.push_back({scale.level->timeAt(static_cast<double>(turns[k].at)), scale.width, value, noise,
                           turns[k].sign, false});
        } else if (k > 0 && k + 1 < turns.size() && value < 0.0) {
            if (const auto shoulder = shoulderAt(scale, response, std::span(turns).subspan(k - 1, 3), noise)) {
                out.push_back(*shoulder);
            }
        }
    }
    return out;
}

/// The response more than 0.6 windows away from what stands out (the dents beside a peak stand out too), and past the
/// tail of what stands out far: an exponential of a third of its width (tailing 1.5) is back in the noise after that
/// many of its own lengths.
std::vector<Stretch> between(const Scale &scale, std::size_t samples, const std::vector<Feature> &seen)
{
    constexpr double tailWidths = 0.36;
    constexpr double tailFrom = 25.0; ///< noise; what stands out less leaves none beyond the 0.6 windows
    std::vector<Stretch> free;
    const auto window = static_cast<std::size_t>(0.6 * scale.window) + 1;
    std::size_t next = 0;
    for (const Feature &feature : seen) {
        const std::size_t centre = scale.level->nearest(feature.time);
        if (next + window < centre) {
            free.push_back({next, centre - window});
        }
        const double folds = std::log(std::max(1.0, feature.significance() / tailFrom));
        const auto tail = static_cast<std::size_t>(tailWidths * folds * scale.width / scale.level->step);
        next = std::max(next, std::min(centre + window + tail, samples));
    }
    if (next < samples) {
        free.push_back({next, samples});
    }
    return free;
}

std::size_t lengthOf(std::span<const Stretch> stretches)
{
    std::size_t length = 0;
    for (const Stretch &stretch : stretches) {
        length += stretch.to - stretch.from;
    }
    return length;
}

/// SD of the response over the stretches; as many values are looked at as centredSigma() would.
double sigmaOver(std::span<const double> response, std::span<const Stretch> stretches)
{
    const std::size_t stride = lengthOf(stretches) / mostForSigma + 1;
    std::vector<double> values;
    std::size_t skip = 0; // of the next stretch, so that the stride runs through
    for (const Stretch &stretch : stretches) {
        std::size_t i = stretch.from + skip;
        for (; i < stretch.to; i += stride) {
            values.push_back(response[i]);
        }
        skip = i - stretch.to;
    }
    return centredSigma(values);
}

} // namespace

std::vector<Sight> look(const Pyramid &pyramid, std::optional<double> expectedWidth, double smallestNoise,
                        double strictness)
{
    std::vector<Sight> sights;
    std::map<int, SavitzkyGolay> filters; // four windows serve all levels
    const std::vector<Scale> scales = scalesFor(pyramid, expectedWidth);
    Response response(scales.empty() ? 0 : scales.front().level->values.size()); // the finest comes first
    double noise = smallestNoise;
    for (const Scale &scale : scales) {
        auto filter = filters.find(scale.window);
        if (filter == filters.end()) {
            filter = filters.emplace(scale.window, SavitzkyGolay(scale.window, 2, 2)).first;
        }
        respond(response, scale, filter->second);
        // Few values at a coarse scale tell little about its noise: it cannot be quieter than white noise would be.
        const double least = std::max(smallestNoise, noise * 0.8);
        const double before = noise;
        // Real noise grows slowly with the scale; a leap means that the trace is full of peaks at this one.
        noise = std::max(least, centredSigma(response.values));
        noise = sights.empty() ? noise : std::min(noise, mostGrowth * before);
        std::vector<Feature> seen = extremes(scale, response, noise);
        const std::vector<Stretch> free = between(scale, response.values.size(), seen);
        const std::size_t freeSamples = lengthOf(free);
        if (!seen.empty()) {
            // Peaks that leave too little room would pass for noise: then the finer scale's noise is the best guess.
            const bool enough = freeSamples >= std::max<std::size_t>(100, response.values.size() / 5);
            const double quiet = enough ? sigmaOver(response.values, free) : sights.empty() ? noise : before;
            noise = std::max(least, std::min(noise, quiet));
            seen = extremes(scale, response, noise);
        }
        if (strictness != 1.0) {
            seen = extremes(scale, response, std::min(strictness, 1.0) * noise);
            for (Feature &feature : seen) {
                feature.strictness = strictness;
            }
        }
        sights.push_back({scale.width, scale.level->step, strictness * noise, 2 * freeSamples >= response.values.size(),
                          static_cast<double>(freeSamples) * scale.level->step / scale.width, std::move(seen)});
    }
    return sights;
}

} // namespace tgc

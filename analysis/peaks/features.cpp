// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/features.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "analysis/peaks/shoulders.h"
#include "analysis/peaks/sights.h"
#include "analysis/signal/loudness.h"

namespace tgc {

namespace {

constexpr double muchNarrower = 0.6; ///< than the coarser scale: two scales apart

/// How many finer features within its width, each at least half as strong and not `tooWeak` to split it, make up what a
/// coarse filter sees: none, the same bump seen finer, or (between two narrower peaks) their sum.
std::size_t partsOf(const Feature &coarse, const std::vector<Feature> &fine, const std::vector<bool> &tooWeak)
{
    auto it = std::lower_bound(fine.begin(), fine.end(), coarse.time - coarse.width,
                               [](const Feature &f, double t) { return f.time < t; });
    std::size_t parts = 0;
    for (; it != fine.end() && it->time <= coarse.time + coarse.width; ++it) {
        const bool counts = !tooWeak[static_cast<std::size_t>(it - fine.begin())] && it->sign == coarse.sign &&
                            it->response >= 0.5 * coarse.response;
        parts += counts ? 1 : 0;
    }
    return parts;
}

/// A much stronger and narrower peak lies within a coarse feature's width, and apart from `f`: what the coarse filter sees
/// is that peak's skirt or a crowd's, no round top that `f` could be a ripple of.
bool standsBesidePeak(const Feature &f, const Feature &coarse, const std::vector<Feature> &fine)
{
    auto it = std::lower_bound(fine.begin(), fine.end(), coarse.time - coarse.width,
                               [](const Feature &o, double t) { return o.time < t; });
    for (; it != fine.end() && it->time <= coarse.time + coarse.width; ++it) {
        if (it->sign == coarse.sign && it->width < muchNarrower * coarse.width &&
            it->response > 2.0 * coarse.response && std::abs(it->time - f.time) > it->width) {
            return true;
        }
    }
    return false;
}

/// The foot of a stronger peak of the other sign, narrower than `widest`, at its side.
bool isFoot(const Feature &f, const std::vector<Feature> &fine, double widest)
{
    const double reach = 1.6 * f.width;
    auto it = std::lower_bound(fine.begin(), fine.end(), f.time - reach,
                               [](const Feature &o, double t) { return o.time < t; });
    for (; it != fine.end() && it->time <= f.time + reach; ++it) {
        if (it->sign != f.sign && it->response > f.response && it->width < widest) {
            return true;
        }
    }
    return false;
}

/// Puts what a coarser scale sees (`coarse`) to what finer ones saw (`fine`, in order of time).
std::vector<Feature> merged(std::vector<Feature> fine, const std::vector<Feature> &coarse)
{
    std::vector<bool> gone(fine.size(), false);
    std::vector<bool> tooWeak(fine.size(), false);
    std::vector<Feature> added;
    for (const Feature &c : coarse) {
        const double reach = 0.5 * c.width;
        // Much too wide a filter answers to a peak's sides more than to its top: a dent that stands there is no part of
        // such a foot, unless it is one itself.
        const bool foot = isFoot(c, fine, muchNarrower * c.width);
        auto first = std::lower_bound(fine.begin(), fine.end(), c.time - reach,
                                      [](const Feature &f, double t) { return f.time < t; });
        std::vector<std::size_t> inside;
        for (auto it = first; it != fine.end() && it->time <= c.time + reach; ++it) {
            const auto index = static_cast<std::size_t>(it - fine.begin());
            if (it->sign != c.sign || gone[index] || (foot && !isFoot(*it, fine, 1e300))) {
                continue;
            }
            // A finer scale sees every round top bend, as the square of the widths; what bends little more than that, or
            // more by no more than noise, is the top itself or ripple on it.
            const double narrower = it->width / c.width;
            const double bend = c.response * narrower * narrower;
            if (narrower < muchNarrower && c.significance() > it->significance() &&
                it->response < std::max(1.5 * bend, bend + detectionLimit * it->noise) &&
                !(it->significance() >= detectionLimit && standsBesidePeak(*it, c, fine))) {
                gone[index] = true;
                continue;
            }
            // A finer scale that does not reach the limit cannot split what a coarser one sees.
            if (it->significance() < detectionLimit && c.significance() > it->significance()) {
                gone[index] = true;
                tooWeak[index] = true;
                continue;
            }
            inside.push_back(index);
        }
        if (inside.empty()) {
            if (partsOf(c, fine, tooWeak) == 0) {
                added.push_back(c);
            }
            continue;
        }
        // One bump is seen best at its own width; what a much coarser scale sees there is the ground it stands on.
        const Feature &same = fine[inside.front()];
        if (inside.size() == 1 && c.significance() > same.significance() && c.width <= 2.2 * same.width &&
            partsOf(c, fine, tooWeak) < 2) {
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

std::vector<Feature> mergedOver(const std::vector<Sight> &sights, double narrowest, double widest)
{
    std::vector<Feature> all;
    for (const Sight &sight : sights) {
        if (sight.width >= narrowest && sight.width <= widest) {
            std::vector<Feature> peaks = sight.extremes;
            std::erase_if(peaks, [](const Feature &f) { return f.shoulder; });
            all = merged(std::move(all), peaks);
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
/// enough of the trace was free to measure them; and of what a coarser scale says only the lower end counts, since it
/// has few values to measure its noise on.
void raiseToWander(std::vector<Sight> &sights, double width)
{
    constexpr double chance = 1.25; ///< somewhat more than one SD of the robust SD of n values, times sqrt n
    double wander = 0.0;
    for (Sight &sight : std::views::reverse(sights)) {
        if (sight.width > 3.0 * width || (sight.width > 1.5 * width && !sight.quiet)) {
            continue;
        }
        const double leastOwn = sight.noise * (1.0 - std::min(1.0, chance / std::sqrt(sight.values)));
        sight.noise = std::max(wander, sight.noise);
        wander = std::max(wander, leastOwn);
        for (Feature &feature : sight.extremes) {
            feature.noise = sight.noise;
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
    std::vector<Feature> all = mergedOver(sights, width.value_or(0.0) / 8.0, width.value_or(1e300) * 4.0);
    addShoulders(all, sights);
    for (const Feature &feature : all) {
        // A valley parts peaks that point the same way; a dent in doubt would cut its neighbour off where it rises.
        const double limit = feature.sign > 0 ? doubtLimit : detectionLimit;
        (feature.significance() >= limit ? result.found : result.weak).push_back(feature);
    }
    return result;
}

} // namespace tgc

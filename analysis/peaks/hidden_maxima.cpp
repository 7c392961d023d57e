// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/area_uncertainty.h"
#include "analysis/peaks/bounds.h"

#include <algorithm>
#include <cmath>

namespace tgc {

namespace {

constexpr double leastHeight = 3.0; ///< over the baseline, in noise of the neighbour's scale; less is left alone
constexpr double riseLimit = 5.0; ///< noise of a difference over an eighth of a width
constexpr double fallOfHill = 2.5; ///< the same, for a hill that a larger peak follows: it lifts the valley
constexpr double wanderShare = 0.8; ///< of the significance of its rise: wander grows with the distance

/// The highest point strictly inside (from, to) that the signal rises to by `needed` and falls from by `fall`; the ends
/// are apexes or the cluster's bounds.
std::optional<Feature> hiddenBetween(const Scene &scene, double from, double to, const Feature &like, double needed,
                                     double fall)
{
    const Level &level = scene.pyramid.finerThan(like.width / 8.0);
    const std::size_t first = level.nearest(from);
    const std::size_t last = level.nearest(to);
    // Walk with hysteresis: a maximum counts once the signal has risen to it and fallen from it so far.
    std::size_t low = first;
    std::size_t high = first;
    bool rising = false;
    std::optional<Feature> best;
    for (std::size_t i = first; i <= last; ++i) {
        const auto height = [&](std::size_t k) { return like.sign * level.values[k]; };
        if (!rising) {
            low = height(i) < height(low) ? i : low;
            if (height(i) - height(low) > needed) {
                rising = true;
                high = i;
            }
            continue;
        }
        high = height(i) > height(high) ? i : high;
        if (height(high) - height(i) > fall) {
            const double rise = height(high) - height(low);
            const double time = level.timeAt(static_cast<double>(high));
            if ((!best || rise > best->response) && std::abs(time - like.time) > 0.6 * like.width) {
                best = Feature{time, like.width, rise, 0.0, like.sign};
            }
            rising = false;
            low = i;
        }
    }
    return best;
}

} // namespace

void addHiddenMaxima(const Scene &scene, Cluster &cluster, double earliest, double latest)
{
    std::vector<Feature> hidden;
    const Line baseline = baselineOf(scene, cluster);
    // Noise of a difference of two slices of an eighth of a width.
    const auto noiseOfRise = [&](double from, double to, const Feature &like) {
        const double slice = like.width / 8.0;
        const double middle = 0.5 * (from + to);
        const double noise = meanNoiseNear(scene.pyramid, scene.noise, middle, slice) * scene.loudness.at(middle);
        return std::sqrt(2.0 / 1.5) * noise;
    };
    const auto take = [&](Feature found, const Feature &like, double significance) {
        // As any bump it must stand out of the wander at its own width to be reported; else it only parts.
        const double height = like.sign * (smoothedAt(scene, found.time, like.width) - baseline.at(found.time));
        found.response = std::max(height, significance * like.noise);
        found.noise = like.noise;
        found.strictness = like.strictness;
        if (found.significance() >= leastHeight) {
            hidden.push_back(found);
        }
        return found.significance() >= leastHeight;
    };
    const auto look = [&](double from, double to, const Feature &like) {
        const double needed = riseLimit * noiseOfRise(from, to, like);
        const auto found = hiddenBetween(scene, from, to, like, needed, needed);
        return found && needed > 0.0 && take(*found, like, 0.0);
    };
    // A small peak before a much larger one (H2 before O2): the larger one's flank and dent are all that its scale sees
    // there, and lift the valley between.
    const auto lookBefore = [&](double from, const Feature &large) {
        const double noise = noiseOfRise(from, large.time, large);
        const double needed = detectionLimit / wanderShare * noise;
        const auto hill = hiddenBetween(scene, from, large.time, large, needed, fallOfHill * noise);
        if (hill && noise > 0.0 && large.time - hill->time > apartFromLarge * large.width) {
            take(*hill, large, wanderShare * hill->response / noise);
        }
    };
    const std::vector<Feature> &members = cluster.members;
    if (!look(cluster.anchorBefore, members.front().time, members.front())) {
        lookBefore(cluster.anchorBefore, members.front());
    }
    for (std::size_t i = 1; i < members.size(); ++i) {
        if (members[i].sign == members[i - 1].sign) {
            const Feature &narrow = members[i].width < members[i - 1].width ? members[i] : members[i - 1];
            look(members[i - 1].time + 0.6 * narrow.width, members[i].time - 0.6 * narrow.width, narrow);
        }
    }
    look(members.back().time, cluster.anchorAfter, members.back());
    for (const Feature &feature : hidden) {
        if (feature.time < cluster.start) {
            moveBound(scene, cluster, feature, -1, earliest);
        } else if (feature.time > cluster.end) {
            moveBound(scene, cluster, feature, +1, latest);
        }
    }
    cluster.members.insert(cluster.members.end(), hidden.begin(), hidden.end());
    std::stable_sort(cluster.members.begin(), cluster.members.end(),
                     [](const Feature &a, const Feature &b) { return a.time < b.time; });
}

} // namespace tgc

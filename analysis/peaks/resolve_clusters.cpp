// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/resolve_clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tgc {

namespace {

/// For each feature: does it lie at the feet of stronger ones of the other sign? The valley between two peaks bends like
/// a dent of both their feet, so these add up. Strongest first, so that what is itself such a foot shades nobody; nor do
/// `valleys`, which are shaded themselves.
std::vector<bool> inTheShadow(const std::vector<Feature> &features, const std::vector<bool> &valleys)
{
    std::vector<std::size_t> order(features.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return features[a].response > features[b].response; });
    std::vector<bool> shaded(features.size(), false);
    std::vector<double> shade(features.size(), 0.0);
    for (const std::size_t strong : order) {
        const Feature &s = features[strong];
        if (valleys[strong] || shade[strong] > 1.2 * s.response) {
            shaded[strong] = true;
            continue;
        }
        const auto cast = [&](std::size_t k) {
            const Feature &f = features[k];
            const double distance = std::abs(f.time - s.time);
            if (f.sign != s.sign && distance < 1.6 * std::max(f.width, s.width)) {
                shade[k] += s.response;
            }
            return distance < 13.0 * s.width; // widths differ by at most a factor of 8
        };
        for (std::size_t k = strong; k-- > 0 && cast(k);) {
        }
        for (std::size_t k = strong + 1; k < features.size() && cast(k); ++k) {
        }
    }
    return shaded;
}

/// The lowest signal of a stretch and where, seen over a quarter of `width`.
std::pair<double, double> lowest(const Scene &scene, double from, double to, double width)
{
    const Level &level = scene.pyramid.finerThan(width / 4.0);
    std::size_t low = level.nearest(from);
    for (std::size_t i = low; i <= level.nearest(to); ++i) {
        low = level.values[i] < level.values[low] ? i : low;
    }
    return {level.timeAt(static_cast<double>(low)), level.values[low]};
}

/// A dent between two peaks is their valley, unless it falls below the ground: the line through the lowest points within
/// six widths to its left and right. Peaks point upwards as a rule, so the same is not asked of a bump between dents.
bool isValley(const Scene &scene, const std::vector<Feature> &features, std::size_t i)
{
    const Feature &dent = features[i];
    bool before = false;
    bool after = false;
    for (std::size_t k = i; k-- > 0 && !before && features[k].time > dent.time - 4.0 * dent.width;) {
        before = features[k].sign > 0;
    }
    for (std::size_t k = i + 1; k < features.size() && !after && features[k].time < dent.time + 4.0 * dent.width; ++k) {
        after = features[k].sign > 0;
    }
    if (dent.sign > 0 || !before || !after) {
        return false;
    }
    const double width = dent.width;
    const auto [t1, v1] = lowest(scene, dent.time - 6.0 * width, dent.time - 1.25 * width, width);
    const auto [t2, v2] = lowest(scene, dent.time + 1.25 * width, dent.time + 6.0 * width, width);
    const Line ground{t1, v1, t2 > t1 ? (v2 - v1) / (t2 - t1) : 0.0};
    return -heightOf(scene, {dent.time, width, 0.0, 0.0, 1}, ground) < 0.5 * dent.response;
}

/// Splits at the valley that reaches furthest below the baseline, again and again.
void splitAtDeepValleys(const Scene &scene, Cluster cluster, std::vector<Cluster> &out)
{
    const Line baseline = baselineOf(scene, cluster);
    double deepest = 0.0;
    std::size_t at = 0;
    double when = 0.0;
    for (std::size_t i = 1; i < cluster.members.size(); ++i) {
        const Feature &left = cluster.members[i - 1];
        const Feature &right = cluster.members[i];
        if (left.sign != right.sign) {
            continue;
        }
        const double width = std::min(left.width, right.width);
        const double t = valleyBetween(scene, left, right, baseline);
        const double depth = left.sign * (baseline.at(t) - smoothedAt(scene, t, width));
        const double allowed =
            std::max(3.0 * scene.noise.difference(width / 8.0), 0.002 * std::min(left.response, right.response));
        if (depth > allowed && depth > deepest) {
            deepest = depth;
            at = i;
            when = t;
        }
    }
    if (at == 0) {
        out.push_back(std::move(cluster));
        return;
    }
    Cluster left = cluster;
    Cluster right = std::move(cluster);
    const auto cut = static_cast<std::ptrdiff_t>(at);
    left.members.erase(left.members.begin() + cut, left.members.end());
    right.members.erase(right.members.begin(), right.members.begin() + cut);
    const double width = std::min(left.members.back().width, right.members.front().width);
    left.end = when;
    left.anchorAfter = when + 0.15 * width;
    left.splitAfter = true;
    left.cutAfter = false;
    right.start = when;
    right.anchorBefore = when - 0.15 * width;
    right.splitBefore = true;
    right.cutBefore = false;
    splitAtDeepValleys(scene, std::move(left), out);
    splitAtDeepValleys(scene, std::move(right), out);
}

/// Two corners of one flat top (a detector at its rail): equally high, and nothing lower between them.
bool oneFlatTop(const Scene &scene, const Feature &left, const Feature &right, const Line &baseline)
{
    if (left.sign != right.sign) {
        return false;
    }
    const double width = std::min(left.width, right.width);
    const double a = heightOf(scene, left, baseline);
    const double b = heightOf(scene, right, baseline);
    const double t = valleyBetween(scene, left, right, baseline);
    const double between = left.sign * (smoothedAt(scene, t, width) - baseline.at(t));
    const double tolerance = std::max(5.0 * scene.noise.difference(width / 8.0), 0.002 * std::max(a, b));
    return std::abs(a - b) < 0.05 * std::max(a, b) && between > std::min(a, b) - tolerance;
}

void joinFlatTops(const Scene &scene, Cluster &cluster)
{
    const Line baseline = baselineOf(scene, cluster);
    for (std::size_t i = 1; i < cluster.members.size();) {
        Feature &left = cluster.members[i - 1];
        const Feature &right = cluster.members[i];
        if (!oneFlatTop(scene, left, right, baseline)) {
            ++i;
            continue;
        }
        left.width = std::max(left.width, right.time - left.time) + std::min(left.width, right.width);
        left.time = 0.5 * (left.time + right.time);
        left.response = std::max(left.response, right.response);
        cluster.members.erase(cluster.members.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

} // namespace

std::vector<Cluster> resolveClusters(const Scene &scene, const std::vector<Feature> &features)
{
    std::vector<Feature> lit;
    std::vector<Feature> shaded;
    std::vector<bool> valleys(features.size(), false);
    for (std::size_t i = 0; i < features.size(); ++i) {
        valleys[i] = isValley(scene, features, i);
    }
    const std::vector<bool> isShaded = inTheShadow(features, valleys);
    for (std::size_t i = 0; i < features.size(); ++i) {
        (isShaded[i] ? shaded : lit).push_back(features[i]);
    }
    std::vector<Cluster> clusters = findClusters(scene, lit);
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        addHiddenMaxima(scene, clusters[i], i > 0 ? clusters[i - 1].end : -1e300,
                        i + 1 < clusters.size() ? clusters[i + 1].start : 1e300);
    }
    for (const Feature &feature : shaded) {
        auto home = std::lower_bound(clusters.begin(), clusters.end(), feature.time,
                                     [](const Cluster &c, double t) { return c.end < t; });
        if (home == clusters.end() || home->start > feature.time) {
            continue; // on the flat: the foot of a peak at a coarse scale
        }
        const Line baseline = baselineOf(scene, *home);
        const double height = heightOf(scene, feature, baseline);
        if (height > detectionLimit * feature.noise && height > 0.3 * feature.response) {
            const auto place = std::upper_bound(home->members.begin(), home->members.end(), feature,
                                                [](const Feature &a, const Feature &b) { return a.time < b.time; });
            home->members.insert(place, feature);
        }
    }
    for (Cluster &cluster : clusters) {
        joinFlatTops(scene, cluster);
    }
    std::vector<Cluster> split;
    for (Cluster &cluster : clusters) {
        splitAtDeepValleys(scene, std::move(cluster), split);
    }
    return split;
}

} // namespace tgc

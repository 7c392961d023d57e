// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/cluster_peaks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/core/decimal.h"
#include "analysis/peaks/area_uncertainty.h"

namespace tgc {

namespace {

std::string oneDecimal(double value)
{
    return shortest(std::round(value * 10.0) / 10.0);
}

double heightOf(const Scene &scene, const Feature &feature, const Line &baseline)
{
    return feature.sign * (smoothedAt(scene, feature.time, feature.width) - baseline.at(feature.time));
}

/// For each feature: does it lie at the feet of stronger ones of the other sign? The valley between two peaks bends like
/// a dent of both their feet, so these add up. Strongest first, so that what is itself such a foot shades nobody.
std::vector<bool> inTheShadow(const std::vector<Feature> &features)
{
    std::vector<std::size_t> order(features.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return features[a].response > features[b].response; });
    std::vector<bool> shaded(features.size(), false);
    std::vector<double> shade(features.size(), 0.0);
    for (const std::size_t strong : order) {
        const Feature &s = features[strong];
        if (shade[strong] > 1.2 * s.response) {
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
            std::max(3.0 * scene.noise.difference(width / 8.0), 0.005 * std::min(left.response, right.response));
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

} // namespace

namespace {

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

std::string weakCriterion(const Feature &feature)
{
    return "height " + oneDecimal(feature.significance() * feature.strictness) + " noise, needs " +
           oneDecimal(detectionLimit * feature.strictness);
}

std::vector<Cluster> resolveClusters(const Scene &scene, const std::vector<Feature> &features)
{
    std::vector<Feature> lit;
    std::vector<Feature> shaded;
    const std::vector<bool> isShaded = inTheShadow(features);
    for (std::size_t i = 0; i < features.size(); ++i) {
        (isShaded[i] || isValley(scene, features, i) ? shaded : lit).push_back(features[i]);
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

namespace {

/// Where the signal changes most within the cluster, seen over an eighth of `width`.
double steepestTime(const Scene &scene, const Cluster &cluster, double width)
{
    const Level &level = scene.pyramid.finerThan(width / 8.0);
    const std::size_t last = level.nearest(cluster.end);
    std::size_t steepest = level.nearest(cluster.start);
    double most = 0.0;
    for (std::size_t i = steepest; i + 1 <= last; ++i) {
        const double change = std::abs(level.values[i + 1] - level.values[i]);
        if (change > most) {
            most = change;
            steepest = i;
        }
    }
    return level.timeAt(static_cast<double>(steepest) + 0.5);
}

/// How far a member stands above the higher one of the lowest levels to its left and right, seen over half its width.
double prominence(const Scene &scene, const Cluster &cluster, const Feature &member)
{
    const Level &level = scene.pyramid.finerThan(0.5 * member.width);
    const double reach = 10.0 * member.width; // keeps the cost linear in a long crowd
    const auto least = [&](double from, double to) {
        double low = member.sign * level.values[level.nearest(from)];
        for (std::size_t i = level.nearest(from); i <= level.nearest(to); ++i) {
            low = std::min(low, member.sign * level.values[i]);
        }
        return low;
    };
    return member.sign * smoothedAt(scene, member.time, member.width) -
           std::max(least(std::max(cluster.anchorBefore, member.time - reach), member.time),
                    least(member.time, std::min(cluster.anchorAfter, member.time + reach)));
}

/// Members that stay, if only as borders; the others are refused in words.
std::vector<Feature> acceptedMembers(IntegrationResult &result, const Scene &scene, const Cluster &cluster,
                                     const Line &baseline)
{
    double lastStep = std::numeric_limits<double>::quiet_NaN();
    std::vector<Feature> accepted;
    for (const Feature &member : cluster.members) {
        const double height = heightOf(scene, member, baseline);
        if (member.significance() < detectionLimit) {
            result.rejected.push_back({seconds(member.time), weakCriterion(member)});
            accepted.push_back(member); // not reported, yet its valleys bound the neighbours
        } else if (height < 0.5 * detectionLimit * member.noise) {
            if (height > 0.0) {
                result.rejected.push_back(
                    {seconds(member.time), "height " + oneDecimal(height / member.noise * member.strictness) +
                                               " noise over the baseline, needs " +
                                               oneDecimal(0.5 * detectionLimit * member.strictness)});
            }
        } else if (const double share = prominence(scene, cluster, member) / height; share < 0.5) {
            // A step's corner stands well above the slanted line across the step, and hardly above its upper side.
            const double when = steepestTime(scene, cluster, member.width);
            if (when != lastStep) { // its two halves are one step
                lastStep = when;
                result.rejected.push_back({seconds(when), "step: only " + oneDecimal(100.0 * std::max(share, 0.0)) +
                                                              " % of the height stands above its higher side, a peak "
                                                              "needs 50 %"});
            }
        } else {
            accepted.push_back(member);
        }
    }
    return accepted;
}

void flagShapes(std::vector<Peak> &peaks, std::size_t from)
{
    for (std::size_t i = from; i < peaks.size(); ++i) {
        for (const std::size_t k : {i - 1, i + 1}) {
            if (k < from || k >= peaks.size() || i + 1 == 0) {
                continue;
            }
            const double own = inDetectorUnits(peaks[i].height);
            const double other = inDetectorUnits(peaks[k].height);
            if (own * other < 0.0 && std::abs(other) > 0.15 * std::abs(own)) {
                peaks[i].flags.emplace_back("shape-mismatch");
                break;
            }
        }
    }
}

} // namespace

void addClusterPeaks(IntegrationResult &result, const TraceFacts &trace, const Scene &scene, const Cluster &cluster)
{
    const Line baseline = baselineOf(scene, cluster);
    const std::vector<Feature> members = acceptedMembers(result, scene, cluster, baseline);
    const std::size_t firstOfCluster = result.peaks.size();
    const double anchors = 0.5 * (cluster.start - cluster.anchorBefore + cluster.anchorAfter - cluster.end);
    // Equally good baselines: through the inner and through the outer halves of the anchors. On a tail or a bent
    // baseline the two part.
    Cluster outer = cluster;
    outer.start = 0.5 * (cluster.anchorBefore + cluster.start);
    outer.end = 0.5 * (cluster.end + cluster.anchorAfter);
    const Line alternatives[] = {baselineOf(scene, cluster, 0.5), baselineOf(scene, outer)};
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Feature &member = members[i];
        if (member.significance() < detectionLimit) {
            continue;
        }
        PeakBounds bounds;
        bounds.start = i == 0 ? cluster.start : valleyBetween(scene, members[i - 1], member, baseline);
        bounds.end = i + 1 == members.size() ? cluster.end : valleyBetween(scene, member, members[i + 1], baseline);
        bounds.apexNear = member.time;
        bounds.apexReach = 0.6 * member.width;
        bounds.width = member.width;
        bounds.sign = member.sign;
        bounds.baseline = baseline;
        if (!(bounds.end > bounds.start)) {
            continue;
        }
        Peak peak = describePeak(trace, bounds);
        if (!(inDetectorUnitSeconds(peak.area) * member.sign > 0.0)) {
            result.rejected.push_back({peak.apex, "area " + shortest(inDetectorUnitSeconds(peak.area)) +
                                                      " of the other sign than the height " +
                                                      shortest(inDetectorUnits(peak.height))});
            continue;
        }
        const bool valleyBefore = i > 0 || cluster.splitBefore;
        const bool valleyAfter = i + 1 < members.size() || cluster.splitAfter;
        peak.code = {valleyBefore ? 'V' : 'B', valleyAfter ? 'V' : 'B'};
        peak.rule = i > 0 || i + 1 < members.size() ? BoundRule::Drop : BoundRule::Valley;
        if ((i == 0 && cluster.cutBefore) || (i + 1 == members.size() && cluster.cutAfter)) {
            peak.flags.emplace_back("cut-off");
        }
        AreaBudget budget;
        budget.area = inDetectorUnitSeconds(peak.area);
        budget.length = bounds.end - bounds.start;
        budget.anchors = anchors;
        budget.meanNoise = meanNoiseNear(scene.pyramid, scene.noise, member.time, budget.length);
        budget.widthHalf = peak.widthHalf ? inSeconds(*peak.widthHalf) : member.width;
        budget.interval = trace.interval;
        for (const Line &other : alternatives) {
            const double change = areaAbove(trace.samples, bounds.start, bounds.end, other) - budget.area;
            budget.otherBaselines = std::max(budget.otherBaselines, std::abs(change));
        }
        for (const double t : {bounds.start, bounds.end}) {
            if (t > cluster.start && t < cluster.end) {
                budget.valleyHeights += std::abs(smoothedAt(scene, t, member.width) - baseline.at(t));
            }
        }
        peak.areaU = detectorUnitSeconds(areaUncertainty(budget));
        result.peaks.push_back(std::move(peak));
    }
    flagShapes(result.peaks, firstOfCluster);
}

} // namespace tgc

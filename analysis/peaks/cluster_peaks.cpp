// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/cluster_peaks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/core/decimal.h"
#include "analysis/peaks/area_uncertainty.h"
#include "analysis/peaks/box.h"
#include "analysis/peaks/measure.h"
#include "analysis/peaks/shoulders.h"

namespace tgc {

namespace {

constexpr double mixedWidths = 2.0;
constexpr double leastOwnShare = 0.5; ///< of the height, of a narrow bend on a flank
constexpr double leastLarger = 2.0;
constexpr double leastFall = 3.0; ///< noise of a difference over an eighth of a width

std::string oneDecimal(double value)
{
    return shortest(std::round(value * 10.0) / 10.0);
}

} // namespace

std::string weakCriterion(const Feature &feature)
{
    return "height " + oneDecimal(feature.significance() * feature.strictness) + " noise, needs " +
           oneDecimal(detectionLimit * feature.strictness);
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

/// A larger neighbour that comes well after the member lifts the valley between the two (H2 before O2), yet there is one:
/// seen over an eighth of the member's width, the signal falls by more than noise. A step's corner has none.
bool fallsBeforeLarger(const Scene &scene, const Cluster &cluster, std::size_t i)
{
    const Feature &member = cluster.members[i];
    if (i + 1 == cluster.members.size()) {
        return false;
    }
    const Feature &large = cluster.members[i + 1];
    if (large.sign != member.sign || !(large.response > leastLarger * member.response) ||
        !(large.time - member.time > apartFromLarge * large.width)) {
        return false;
    }
    const double slice = member.width / 8.0;
    const Level &level = scene.pyramid.finerThan(slice);
    double top = member.sign * level.values[level.nearest(member.time)];
    double fall = 0.0;
    for (std::size_t at = level.nearest(member.time - 2.0 * slice); at <= level.nearest(large.time); ++at) {
        const double value = member.sign * level.values[at];
        if (level.timeAt(static_cast<double>(at)) < member.time + 2.0 * slice) {
            top = std::max(top, value);
        }
        fall = std::max(fall, top - value);
    }
    const double noise = meanNoiseNear(scene.pyramid, scene.noise, member.time, slice) * scene.loudness.at(member.time);
    return fall > leastFall * std::sqrt(2.0 / 1.5) * noise;
}

/// How much of the height is its own where a member is but a narrow bend on the flank of a larger neighbour: no valley
/// parts the two, it is too narrow for a shoulder, and a peak as wide as its neighbour that bends so little (as the square
/// of the widths, the neighbour seen best at twice its own) is much lower than the signal there.
std::optional<double> rippleOnFlank(const Scene &scene, const Cluster &cluster, std::size_t i, double height)
{
    const Feature &member = cluster.members[i];
    for (const std::size_t k : {i - 1, i + 1}) {
        if (k >= cluster.members.size()) { // before the first, too
            continue;
        }
        const Feature &large = cluster.members[k];
        const double narrower = 2.0 * member.width / large.width;
        const double share = member.response / (narrower * narrower * height);
        if (large.sign != member.sign || member.shoulder || !(member.width < narrowestShoulder * large.width) ||
            member.response > large.response || share >= leastOwnShare) {
            continue;
        }
        const Level &level = scene.pyramid.finerThan(member.width / 8.0);
        const double top = member.sign * level.values[level.nearest(member.time)];
        double lowest = top;
        for (std::size_t at = level.nearest(std::min(member.time, large.time));
             at <= level.nearest(std::max(member.time, large.time)); ++at) {
            lowest = std::min(lowest, member.sign * level.values[at]);
        }
        if (top - lowest < 3.0 * scene.noise.difference(member.width / 8.0)) {
            return share;
        }
    }
    return std::nullopt;
}

/// Members that stay, if only as borders; the others are refused in words.
std::vector<Feature> acceptedMembers(IntegrationResult &result, const Scene &scene, const Cluster &cluster,
                                     const Line &baseline)
{
    double lastStep = std::numeric_limits<double>::quiet_NaN();
    std::vector<Feature> accepted;
    for (std::size_t i = 0; i < cluster.members.size(); ++i) {
        const Feature &member = cluster.members[i];
        const double height = heightOf(scene, member, baseline);
        if (const auto share = height > 0.0 ? rippleOnFlank(scene, cluster, i, height) : std::nullopt) {
            result.rejected.push_back({seconds(member.time), "bend of a flank: " + oneDecimal(100.0 * *share) +
                                                                 " % of the height there is its own, a peak needs " +
                                                                 oneDecimal(100.0 * leastOwnShare) + " %"});
        } else if (member.significance() < detectionLimit) {
            result.rejected.push_back({seconds(member.time), weakCriterion(member)});
            accepted.push_back(member); // not reported, yet its valleys bound the neighbours
        } else if (height < 0.5 * detectionLimit * member.noise) {
            if (height > 0.0) {
                result.rejected.push_back(
                    {seconds(member.time), "height " + oneDecimal(height / member.noise * member.strictness) +
                                               " noise over the baseline, needs " +
                                               oneDecimal(0.5 * detectionLimit * member.strictness)});
            }
        } else if (const double above = prominence(scene, cluster, member) / height;
                   above < 0.5 && !fallsBeforeLarger(scene, cluster, i)) {
            // A step's corner stands well above the slanted line across the step, and hardly above its upper side.
            const double when = steepestTime(scene, cluster, member.width);
            if (when != lastStep) { // its two halves are one step
                lastStep = when;
                result.rejected.push_back({seconds(when), "step: only " + oneDecimal(100.0 * std::max(above, 0.0)) +
                                                              " % of the height stands above its higher side, a peak "
                                                              "needs 50 %"});
            }
        } else {
            accepted.push_back(member);
        }
    }
    return accepted;
}

/// The flat top of a detector at its rail is no plateau between steps.
bool isRailed(const TraceFacts &trace, const Cluster &cluster)
{
    const bool told = std::any_of(trace.saturation.begin(), trace.saturation.end(),
                                  [&](const Stretch &s) { return s.from_s <= cluster.end && s.to_s >= cluster.start; });
    return told || isSaturated(trace.samples, cluster.start, cluster.end, cluster.members.front().sign,
                               cluster.members.front().response, cluster.members.front().width);
}

void rejectBox(IntegrationResult &result, const Edges &edges)
{
    const auto percent = [](double share) { return oneDecimal(100.0 * share) + " %"; };
    const std::string text = "step: a plateau that rises by " + percent(edges.rise) + " and falls by " +
                             percent(edges.fall) +
                             " of its height within a sixth of its width, together a peak at most " + percent(boxEdges);
    result.rejected.push_back({seconds(edges.start), text});
    result.rejected.push_back({seconds(edges.end), text});
}

double widthOf(const Peak &peak)
{
    return inSeconds(peak.widthHalf.value_or(0.5 * (peak.end - peak.start)));
}

/// One gas that comes out both ways has its extremes beside each other; two that share a baseline are further apart.
void flagShapes(std::vector<Peak> &peaks, std::size_t from)
{
    for (std::size_t i = from; i < peaks.size(); ++i) {
        for (const std::size_t k : {i - 1, i + 1}) {
            if (k < from || k >= peaks.size() || i + 1 == 0) {
                continue;
            }
            const double own = inDetectorUnits(peaks[i].height);
            const double other = inDetectorUnits(peaks[k].height);
            const double apart = std::abs(inSeconds(peaks[i].apex) - inSeconds(peaks[k].apex));
            if (own * other < 0.0 && std::abs(other) > 0.15 * std::abs(own) &&
                apart < mixedWidths * std::max(widthOf(peaks[i]), widthOf(peaks[k]))) {
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
    if (const auto edges = edgesOf(scene, cluster, baseline); edges && edges->isBox() && !isRailed(trace, cluster)) {
        rejectBox(result, *edges);
        return;
    }
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
        bounds.shoulder = member.shoulder;
        bounds.baseline = baseline;
        // In a crowd without any baseline the valleys may lie on one side of the member, or on each other.
        if (!(bounds.end - bounds.start >= 0.5 * trace.interval) || bounds.start > member.time + bounds.apexReach ||
            bounds.end < member.time - bounds.apexReach) {
            result.rejected.push_back({seconds(member.time), "the valleys beside it leave it no signal of its own"});
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
        if (i + 1 == members.size()) {
            budget.tail =
                tailBeyond(scene.pyramid, scene.noise,
                           {inSeconds(peak.apex), budget.widthHalf, bounds.start, bounds.end, baseline, member.sign});
        }
        peak.areaU = detectorUnitSeconds(areaUncertainty(budget));
        result.peaks.push_back(std::move(peak));
    }
    flagShapes(result.peaks, firstOfCluster);
}

} // namespace tgc

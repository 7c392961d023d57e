// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/bounds.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

namespace tgc {

namespace {

constexpr double blockWidths = 0.4;     ///< length of a block in half-height widths
// Three blocks are the baseline when neighbours differ by less than noise or `levelShare` of the height; or when they
// follow one line to within `lineShare` (or noise) that climbs by less than `driftShare` a block.
constexpr double levelShare = 8e-4;
constexpr double lineShare = 1e-4;
constexpr double driftShare = 0.04;
// Beyond `nearWidths` from the apex it is no tail but a drift: the shares double with every width, up to eightfold.
constexpr double nearWidths = 5.0;
constexpr double mostRelief = 8.0;
constexpr double topWidths = 4.0; ///< a flat top (a detector at its rail) has fallen to half height within these
constexpr double valleyReach = 0.3; ///< widths about the lowest point of a valley, to find it between samples
// A tail goes on where it still decays as an exponential with as much as `tailShare` of the height (or noise) to come.
constexpr double tailShare = 2e-5;
constexpr double slowestDecay = 0.9; ///< from one block to the next; what decays more slowly is drift
constexpr double smallestReach = 1.25; ///< widths either side of an apex that belong to it in any case
constexpr double anchorWidths = 1.5; ///< length of an anchor

struct Reach {
    double time = 0.0;
    bool flat = false; ///< the baseline was reached
    bool cut = false; ///< the trace ended first
};

/// Differences of three successive means that shrink in proportion, as an exponential's do, promise b q / (1 - q) more:
/// that is a tail where it is more than noise.
bool tailGoesOn(const Feature &feature, double a, double b, double noise)
{
    const double q = b / a;
    const double toCome = q < slowestDecay ? b * q / (1.0 - q) : 0.0;
    return feature.sign * a > 1.5 * noise && feature.sign * b > 0.5 * noise &&
           feature.sign * toCome > std::max(0.5 * noise, tailShare * feature.response);
}

/// From the apex to one side (direction +-1), at most to `limit`.
Reach walk(const Scene &scene, const Feature &feature, int direction, double limit)
{
    const Level &finest = scene.pyramid.levels.front();
    const double block = std::max(blockWidths * feature.width, 2.0 * finest.step);
    const Level &level = scene.pyramid.finerThan(block / 4.0);
    const double traceEnd = direction > 0 ? finest.timeAt(static_cast<double>(finest.values.size() - 1)) : finest.start;
    const double noise = scene.noise.difference(block);
    const double step = std::max(level.step, block / 4.0);
    const auto meanOver = [&](double from, double length) {
        return direction > 0 ? level.mean(from, from + length - level.step)
                             : level.mean(from - length + level.step, from);
    };
    const auto blockMean = [&](double from) { return meanOver(from, block); };
    const auto before = [&](double a, double b) { return direction > 0 ? a < b : a > b; };
    const double half = feature.sign * smoothedAt(scene, feature.time, feature.width) - 0.5 * feature.response;
    // A flat stretch above half height is the top of the peak, not its baseline, if the signal falls from it to both sides
    // soon after; a step's falls to one. Small peaks do not reach a rail.
    const double reach = topWidths * feature.width;
    const auto falls = [&](double from, double to) {
        const Level &coarse = scene.pyramid.finerThan(0.5 * feature.width); // noise shall not look like a fall
        const std::size_t last = coarse.nearest(to);
        for (std::size_t i = coarse.nearest(from); i <= last; ++i) {
            if (feature.sign * coarse.values[i] < half) {
                return true;
            }
        }
        return false;
    };
    const auto isTop = [&](double x, double value) {
        return noise < levelShare * feature.response && feature.sign * value > half &&
               std::abs(x - feature.time) < reach && falls(feature.time - reach, feature.time) &&
               falls(feature.time, feature.time + reach);
    };
    // Noise hides a slow decay from single blocks; blocks twice as long show it.
    const double twice = 2.0 * block;
    const double noiseOfTwice = scene.noise.difference(twice);
    const auto decays = [&](double x, double d1, double d2) {
        if (tailGoesOn(feature, d1, d2, noise)) {
            return true;
        }
        const double last = x + direction * 3.0 * twice;
        if (direction < 0 || !before(last, traceEnd) || !before(last, limit)) {
            return false;
        }
        const double middle = meanOver(x + direction * twice, twice);
        return tailGoesOn(feature, meanOver(x, twice) - middle, middle - meanOver(x + direction * 2.0 * twice, twice),
                          noiseOfTwice);
    };
    for (double x = feature.time + direction * block; before(x, limit); x += direction * step) {
        if (!before(x + direction * 2.0 * block, traceEnd)) {
            return {traceEnd, false, true};
        }
        const double first = blockMean(x);
        const double second = blockMean(x + direction * block);
        const double d1 = first - second;
        const double third =
            before(x + direction * 3.0 * block, traceEnd) ? blockMean(x + 2.0 * direction * block) : second - d1;
        const double d2 = second - third;
        const double far = std::abs(x - feature.time) / feature.width - nearWidths;
        const double relief = far > 0.0 ? std::min(std::exp2(far), mostRelief) : 1.0;
        const double levelTolerance = std::max(noise, relief * levelShare * feature.response);
        const double lineTolerance = 1.5 * std::max(noise, relief * lineShare * feature.response);
        const bool level3 = std::abs(d1) <= levelTolerance && std::abs(d2) <= levelTolerance;
        const bool line3 = std::abs(d1 - d2) <= lineTolerance && std::abs(d1) <= driftShare * feature.response;
        // The neighbour's flank, too, has a straight stretch: where it bends from hollow to round.
        const bool onNeighbour = before(limit, x + direction * 2.0 * block);
        if ((level3 || (line3 && !onNeighbour)) && !decays(x, d1, d2) && !isTop(x, first)) {
            return {x + direction * block, true, false};
        }
    }
    return {limit, false, false};
}

/// The lowest point (for sign -1 the highest) of the least-squares polynomial through the signal within `reach` of `near`:
/// between grid points, and less noisy than the lowest sample. Of fifth degree, as valleys lean and their slopes bend; a
/// cubic where samples are few. `near` itself where it has none inside.
double turningPoint(const Scene &scene, double near, double reach, int sign)
{
    const Level &level = scene.pyramid.finerThan(reach / 8.0);
    const auto arm = static_cast<std::size_t>(reach / level.step);
    const std::size_t centre = level.nearest(near);
    if (arm < 3 || centre < arm || centre + arm >= level.values.size()) {
        return near;
    }
    const Eigen::Index degree = arm < 6 ? 3 : 5;
    Eigen::MatrixXd powers(static_cast<Eigen::Index>(2 * arm + 1), degree + 1);
    Eigen::VectorXd values(powers.rows());
    for (Eigen::Index i = 0; i < powers.rows(); ++i) {
        const double x = static_cast<double>(i) / static_cast<double>(arm) - 1.0;
        powers(i, 0) = 1.0;
        for (Eigen::Index k = 1; k <= degree; ++k) {
            powers(i, k) = powers(i, k - 1) * x;
        }
        values(i) = sign * (level.values[centre - arm + static_cast<std::size_t>(i)] - level.values[centre]);
    }
    const Eigen::VectorXd c = powers.householderQr().solve(values);
    double x = 0.0;
    for (int step = 0; step < 20; ++step) { // Newton, from the middle
        double slope = 0.0;
        double bend = 0.0;
        for (Eigen::Index k = degree; k >= 1; --k) { // Horner, both at once
            bend = bend * x + slope;
            slope = slope * x + static_cast<double>(k) * c(k);
        }
        if (!(bend > 0.0)) {
            return near;
        }
        x -= slope / bend;
        if (!(std::abs(x) < 0.7)) {
            return near;
        }
    }
    return level.timeAt(static_cast<double>(centre)) + x * static_cast<double>(arm) * level.step;
}

double lowestBetween(const Scene &scene, const Feature &left, const Feature &right)
{
    const double width = std::min(left.width, right.width);
    const Level &level = scene.pyramid.finerThan(width / 8.0);
    const std::size_t from = level.nearest(left.time);
    const std::size_t to = level.nearest(right.time);
    std::size_t lowest = from;
    for (std::size_t i = from; i <= to; ++i) {
        lowest = left.sign * level.values[i] < left.sign * level.values[lowest] ? i : lowest;
    }
    if (lowest > from + 1 && lowest + 1 < to) {
        const double at = level.timeAt(static_cast<double>(lowest));
        const double room = 0.8 * std::min(at - left.time, right.time - at);
        return turningPoint(scene, at, std::min(valleyReach * width, room), left.sign);
    }
    // A shoulder: where the signal bends up most at the smaller one's foot, which lies 0.73 widths (sqrt 3 sigma) from
    // its apex; the larger one's own foot bends more and must not be taken for it.
    const Feature &small = left.response < right.response ? left : right;
    const double side = left.response < right.response ? 1.0 : -1.0;
    const auto arm = std::max<std::size_t>(1, static_cast<std::size_t>(0.25 * width / level.step));
    const double farthest = std::min(0.9 * small.width, 0.5 * (right.time - left.time) + 0.1 * small.width);
    double sharpest = 0.0;
    double at = small.time + side * std::min(0.73 * small.width, 0.5 * (right.time - left.time));
    for (double d = 0.3 * small.width; d <= farthest; d += level.step) {
        const std::size_t i = level.nearest(small.time + side * d);
        if (i < arm || i + arm >= level.values.size()) {
            continue;
        }
        const double bend = left.sign * (level.values[i - arm] - 2.0 * level.values[i] + level.values[i + arm]);
        if (bend > sharpest) {
            sharpest = bend;
            at = level.timeAt(static_cast<double>(i));
        }
    }
    return at;
}

double crossingBetween(const Scene &scene, const Feature &left, const Feature &right, const Line &baseline)
{
    const Level &level = scene.pyramid.finerThan(std::min(left.width, right.width) / 8.0);
    for (std::size_t i = level.nearest(left.time); i < level.nearest(right.time); ++i) {
        const double t = level.timeAt(static_cast<double>(i));
        if (left.sign * (level.values[i] - baseline.at(t)) <= 0.0) {
            return t;
        }
    }
    return 0.5 * (left.time + right.time);
}

} // namespace

double smoothedAt(const Scene &scene, double t, double width)
{
    return scene.pyramid.finerThan(width / 16.0).mean(t - width / 16.0, t + width / 16.0);
}

double heightOf(const Scene &scene, const Feature &feature, const Line &baseline)
{
    return feature.sign * (smoothedAt(scene, feature.time, feature.width) - baseline.at(feature.time));
}

double valleyBetween(const Scene &scene, const Feature &left, const Feature &right, const Line &baseline)
{
    return left.sign == right.sign ? lowestBetween(scene, left, right) : crossingBetween(scene, left, right, baseline);
}

std::vector<Cluster> findClusters(const Scene &scene, const std::vector<Feature> &features)
{
    const Level &finest = scene.pyramid.levels.front();
    const double traceStart = finest.start;
    const double traceEnd = finest.timeAt(static_cast<double>(finest.values.size() - 1));
    std::vector<Cluster> clusters;
    std::vector<Reach> rights;
    double border = traceStart; // to the feature before
    for (std::size_t i = 0; i < features.size(); ++i) {
        const Feature &f = features[i];
        const auto borderTo = [&](const Feature &next) {
            return f.sign == next.sign ? lowestBetween(scene, f, next) : 0.5 * (f.time + next.time);
        };
        const double nextBorder = i + 1 < features.size() ? borderTo(features[i + 1]) : traceEnd;
        const Reach left = walk(scene, f, -1, border);
        const Reach right = walk(scene, f, +1, nextBorder);
        border = nextBorder;
        // If one of the two comes to rest before they meet, what the other still does there is its own affair; if both
        // do, yet leave no flat stretch between them, it was only the bottom of a valley.
        const bool fused =
            i > 0 && ((!left.flat && !rights.back().flat) ||
                      (left.flat && rights.back().flat &&
                       left.time - rights.back().time < blockWidths * std::min(f.width, features[i - 1].width)));
        if (!fused) {
            Cluster fresh;
            fresh.start = left.time;
            fresh.cutBefore = left.cut || (i == 0 && !left.flat);
            clusters.push_back(fresh);
        }
        Cluster &cluster = clusters.back();
        cluster.members.push_back(f);
        cluster.end = right.time;
        cluster.cutAfter = right.cut || (i + 1 == features.size() && !right.flat);
        rights.push_back(right);
    }
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        Cluster &c = clusters[i];
        const double before = i > 0 ? clusters[i - 1].end : traceStart;
        const double after = i + 1 < clusters.size() ? clusters[i + 1].start : traceEnd;
        const Feature &first = c.members.front();
        const Feature &last = c.members.back();
        c.start = std::max(before, std::min(c.start, first.time - smallestReach * first.width));
        c.end = std::min(after, std::max(c.end, last.time + smallestReach * last.width));
    }
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        Cluster &c = clusters[i];
        const double before = i > 0 ? clusters[i - 1].end : traceStart;
        const double after = i + 1 < clusters.size() ? clusters[i + 1].start : traceEnd;
        c.anchorBefore = std::max(before, c.start - anchorWidths * c.members.front().width);
        c.anchorAfter = std::min(after, c.end + anchorWidths * c.members.back().width);
    }
    return clusters;
}

void moveBound(const Scene &scene, Cluster &cluster, const Feature &outermost, int direction, double limit)
{
    const double least = outermost.time + direction * smallestReach * outermost.width;
    const double most = outermost.time + direction * 2.0 * smallestReach * outermost.width;
    Reach reach = walk(scene, outermost, direction, direction < 0 ? std::max(limit, most) : std::min(limit, most));
    reach.time = reach.flat ? reach.time : least; // a low bump on a drift never comes to rest
    if (direction < 0) {
        cluster.start = std::max(limit, std::min(reach.time, least));
        cluster.anchorBefore = std::max(limit, cluster.start - anchorWidths * outermost.width);
        cluster.cutBefore = reach.cut;
    } else {
        cluster.end = std::min(limit, std::max(reach.time, least));
        cluster.anchorAfter = std::min(limit, cluster.end + anchorWidths * outermost.width);
        cluster.cutAfter = reach.cut;
    }
}

Line baselineOf(const Scene &scene, const Cluster &cluster, double share)
{
    const Level &finest = scene.pyramid.levels.front();
    const auto anchor = [&](double from, double to, double length) {
        const Level &level = scene.pyramid.finerThan(std::max(length / 16.0, finest.step));
        return std::pair{0.5 * (from + to), level.mean(from + 0.5 * level.step, to - 0.5 * level.step)};
    };
    const double before = share * (cluster.start - cluster.anchorBefore);
    const double after = share * (cluster.anchorAfter - cluster.end);
    const auto [t1, v1] = anchor(cluster.start - before, cluster.start, before);
    const auto [t2, v2] = anchor(cluster.end, cluster.end + after, after);
    return {t1, v1, t2 > t1 ? (v2 - v1) / (t2 - t1) : 0.0};
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/steps.h"

#include <algorithm>
#include <cmath>

namespace tgc {

namespace {

constexpr std::size_t arm = 16; ///< means either side
constexpr std::size_t gap = 4;
constexpr std::size_t nearest = 4; ///< means next to the gap, for a first look
// The change between two slanting sides scatters by 2.4 SD of the difference of their means (white noise: 2/n + 0.5 (n +
// gap)^2 12/n^3 against 2/n); six of that are chance once in 10^9.
constexpr double leastChange = 6.0 * 2.4;
// And so many of one mean's noise, for the sides' flatness to be seen.
constexpr double leastOfOne = 15.0;
constexpr double flatShare = 0.1; ///< of the change, that a side may rise or scatter by

constexpr double residue = 0.3; ///< of a step's change that taking it out may leave

/// A stretch of means and the line through it.
struct Side {
    double mean = 0.0;
    double slope = 0.0; ///< per mean
};

constexpr double armMiddle = 0.5 * static_cast<double>(arm - 1);
/// Of the distances from the middle of an arm: n (n^2 - 1) / 12.
constexpr double armSquares = static_cast<double>(arm * (arm * arm - 1)) / 12.0;

Side sideOf(const double *values)
{
    Side side;
    for (std::size_t i = 0; i < arm; ++i) {
        side.mean += (values[i] - values[0]) / static_cast<double>(arm);
    }
    for (std::size_t i = 0; i < arm; ++i) {
        side.slope += (static_cast<double>(i) - armMiddle) * (values[i] - values[0] - side.mean);
    }
    side.slope /= armSquares;
    side.mean += values[0];
    return side;
}

/// SD of a stretch about its line.
double scatterOf(const double *values, const Side &side)
{
    double rest = 0.0;
    for (std::size_t i = 0; i < arm; ++i) {
        const double e = values[i] - side.mean - side.slope * (static_cast<double>(i) - armMiddle);
        rest += e * e;
    }
    return std::sqrt(rest / static_cast<double>(arm - 2));
}

struct Candidate {
    std::size_t at = 0; ///< first mean of the gap
    double change = 0.0;
};

/// The change across the gap that begins at `at`; 0 where it is no step.
double changeAt(const Level &level, std::size_t at, double least, double noiseOfOne)
{
    const double *gapStart = level.values.data() + at;
    const double *behind = gapStart + gap;
    // Cheap first: the means next to the gap.
    double nearby = 0.0;
    for (std::size_t i = 0; i < nearest; ++i) {
        nearby += 1.0 / static_cast<double>(nearest) * (behind[i] - gapStart[-1 - static_cast<std::ptrdiff_t>(i)]);
    }
    if (std::abs(nearby) < 0.5 * least) {
        return 0.0;
    }
    const Side before = sideOf(gapStart - arm);
    const Side after = sideOf(behind);
    const double drift = 0.5 * (before.slope + after.slope) * static_cast<double>(arm + gap);
    const double change = after.mean - before.mean - drift;
    if (std::abs(change) < least) {
        return 0.0;
    }
    const double allowed = flatShare * std::abs(change);
    // SD of a slope times its length: sqrt(12 / n) of one mean's.
    const double rise = static_cast<double>(arm) * std::abs(after.slope - before.slope);
    const double steepest = static_cast<double>(arm) * std::max(std::abs(before.slope), std::abs(after.slope));
    const double scatter = std::max(0.5 * allowed, 1.8 * noiseOfOne);
    // What costs most last.
    const bool flat =
        rise <= std::max(allowed, 4.0 * std::sqrt(24.0 / static_cast<double>(arm)) * noiseOfOne) &&
        steepest <= std::max(2.0 * allowed, 4.0 * std::sqrt(12.0 / static_cast<double>(arm)) * noiseOfOne) &&
        scatterOf(gapStart - arm, before) <= scatter && scatterOf(behind, after) <= scatter;
    return flat ? change : 0.0;
}

/// Where the transition begins and ends, and by how much the levels beyond it differ.
Step refined(const Level &level, const Candidate &found, double noiseOfOne)
{
    const double *values = level.values.data();
    const Side before = sideOf(values + found.at - arm);
    const double middle = static_cast<double>(found.at) - 0.5 * static_cast<double>(arm + 1);
    const double tolerance = std::max(2.5 * noiseOfOne, 0.01 * std::abs(found.change));
    std::size_t from = found.at;
    while (from < found.at + gap &&
           std::abs(values[from] - before.mean - before.slope * (static_cast<double>(from) - middle)) <= tolerance) {
        ++from;
    }
    const std::size_t last = std::min(found.at + gap + arm / 2, level.values.size() - arm);
    std::size_t to = found.at + gap;
    Side after = sideOf(values + to);
    const auto off = [&](std::size_t i) {
        return std::abs(values[i] - after.mean + after.slope * 0.5 * static_cast<double>(arm - 1));
    };
    while (to < last && off(to) > tolerance) {
        after = sideOf(values + ++to);
    }
    // A mean more either side: the transition begins and ends within one.
    const double across = static_cast<double>(to) + 0.5 * static_cast<double>(arm - 1) - middle;
    return {level.timeAt(static_cast<double>(from) - 1.5), level.timeAt(static_cast<double>(to) + 0.5),
            after.mean - before.mean - 0.5 * (before.slope + after.slope) * across, 0.0};
}

/// The level stays: what most of the signal lies above changes with it over ten arms either side. A peak with a sharp
/// front comes back. Peaks within them do not matter, they stand above.
bool stays(const Level &level, const Candidate &found)
{
    const auto ground = [&](std::size_t from, std::size_t to) {
        std::vector<double> values(level.values.begin() + static_cast<std::ptrdiff_t>(from),
                                   level.values.begin() + static_cast<std::ptrdiff_t>(to));
        const auto low = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 5);
        std::nth_element(values.begin(), low, values.end());
        return *low;
    };
    constexpr std::size_t far = 10 * arm;
    const std::size_t behind = found.at + gap;
    const double change = ground(behind, std::min(behind + far, level.values.size())) -
                          ground(found.at > far ? found.at - far : 0, found.at);
    return std::abs(change - found.change) < 0.4 * std::abs(found.change);
}

/// One side has none of the other's noise: a detector at its rail. Seen half an arm away from the edge.
bool isAtRail(const Level &level, const Candidate &found)
{
    const std::size_t before = found.at - std::min(found.at, arm + arm / 2);
    const std::size_t after = std::min(found.at + gap + arm / 2, level.values.size() - arm);
    const auto scatter = [&](std::size_t at) {
        const double *values = level.values.data() + at;
        return scatterOf(values, sideOf(values));
    };
    const double a = scatter(before);
    const double b = scatter(after);
    return std::min(a, b) < 0.1 * std::max(a, b);
}

/// Between the two levels all the way, but for noise: what goes beyond them is a peak at the step's foot.
bool crossesDirectly(const Level &finest, const Step &step, double sampleNoise)
{
    const std::size_t first = finest.nearest(step.from);
    const std::size_t last = finest.nearest(step.to);
    const double before = finest.mean(step.from - (step.to - step.from), step.from);
    const double beyond = std::max(flatShare * std::abs(step.change), 4.0 * sampleNoise);
    for (std::size_t i = first; i <= last; ++i) {
        const double way = step.change > 0.0 ? finest.values[i] - before : before - finest.values[i];
        if (way < -beyond || way > std::abs(step.change) + beyond) {
            return false;
        }
    }
    return true;
}

std::vector<Candidate> candidatesOf(const Level &level, double least, double noiseOfOne)
{
    constexpr std::size_t block = 64;
    std::vector<Candidate> found;
    for (std::size_t at = arm; at + gap + arm <= level.values.size(); ++at) {
        if ((at - arm) % block == 0) { // most of a trace is quiet: what changes less in a block and beside has no step
            const std::size_t from = at - nearest;
            const std::size_t to = std::min(at + block + gap + nearest, level.values.size());
            const Extent extent = extentOf(level.values.subspan(from, to - from));
            if (extent.high - extent.low < 0.5 * least) {
                at += block - 1;
                continue;
            }
        }
        const double change = changeAt(level, at, least, noiseOfOne);
        if (change == 0.0) {
            continue;
        }
        if (!found.empty() && at - found.back().at < arm) { // the same one: where it is largest
            if (std::abs(change) > std::abs(found.back().change)) {
                found.back() = {at, change};
            }
        } else {
            found.push_back({at, change});
        }
    }
    return found;
}

} // namespace

std::vector<Step> findSteps(const Pyramid &pyramid, const NoiseProfile &noise)
{
    struct Found {
        Step step;
        double length = 0.0;
    };
    std::vector<Found> all;
    const double sampleNoise = noise.difference(pyramid.levels.front().step) / std::sqrt(2.0);
    for (const Level &level : pyramid.levels) {
        const double length = static_cast<double>(arm) * level.step;
        if (20 * arm > level.values.size()) {
            break;
        }
        const double sd = noise.difference(length);
        const double one = noise.difference(level.step) / std::sqrt(2.0);
        for (const Candidate &candidate : candidatesOf(level, std::max(leastChange * sd, leastOfOne * one), one)) {
            if (!stays(level, candidate) || isAtRail(level, candidate)) {
                continue;
            }
            Step step = refined(level, candidate, one);
            if (!crossesDirectly(pyramid.levels.front(), step, sampleNoise)) {
                continue;
            }
            step.noise = sd;
            const auto known = std::find_if(all.begin(), all.end(), [&](const Found &f) {
                return step.from < f.step.to + length && step.to > f.step.from - length;
            });
            if (known == all.end()) {
                all.push_back({step, length});
            } else if (std::abs(step.change - known->step.change) < residue * std::abs(known->step.change)) {
                known->step.change = step.change; // the shortest length tells best where, the longest how much
                known->step.noise = sd;
            }
        }
    }
    std::sort(all.begin(), all.end(), [](const Found &a, const Found &b) { return a.step.from < b.step.from; });
    std::vector<Step> steps;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto pulse = [&](const Found &a, const Found &b) {
            return a.step.change * b.step.change < 0.0 &&
                   b.step.from - a.step.to < 3.0 * std::max(a.length, b.length) &&
                   std::abs(a.step.change + b.step.change) <
                       0.3 * std::max(std::abs(a.step.change), std::abs(b.step.change));
        };
        if (!(i > 0 && pulse(all[i - 1], all[i])) && !(i + 1 < all.size() && pulse(all[i], all[i + 1]))) {
            steps.push_back(all[i].step);
        }
    }
    return steps;
}

bool mayBeStep(std::span<const Step> steps, double t, double width, double height)
{
    return std::any_of(steps.begin(), steps.end(), [&](const Step &step) {
        return t > step.from - width && t < step.to + width && height < residue * std::abs(step.change);
    });
}

std::vector<double> withoutSteps(std::span<const double> times, std::span<const double> values,
                                 std::span<const Step> steps)
{
    std::vector<double> level(values.begin(), values.end());
    double sum = 0.0;
    std::size_t i = 0;
    for (const Step &step : steps) {
        for (; i < times.size() && times[i] <= step.from; ++i) {
            level[i] -= sum;
        }
        const std::size_t first = i;
        sum += step.change;
        for (; i < times.size() && times[i] < step.to; ++i) {
        }
        // The signal beside it, mirrored: a straight line would be a stretch without noise.
        for (std::size_t k = first; k < i; ++k) {
            const std::size_t before = k - first + 1;
            const std::size_t after = i - 1 - k;
            level[k] = before <= after + 1 && before <= first ? level[first - before]
                                                              : values[std::min(i + after, values.size() - 1)] - sum;
        }
    }
    for (; i < times.size(); ++i) {
        level[i] -= sum;
    }
    return level;
}

double stepLevel(std::span<const Step> steps, double t)
{
    double level = 0.0;
    for (const Step &step : steps) {
        level += step.change * std::clamp((t - step.from) / (step.to - step.from), 0.0, 1.0);
    }
    return level;
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/retention_drift.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/core/decimal.h"
#include "analysis/signal/robust.h"

namespace tgc {

namespace {

constexpr std::size_t mostAtEnds = 5; ///< runs whose median stands for the beginning, and for now
constexpr double hoursInDay = 24.0;

/// One quantity over the runs that have it.
struct Course {
    std::vector<double> injections;
    std::vector<double> days;
    std::vector<double> values;

    void add(const RetentionPoint &point, double value)
    {
        injections.push_back(point.injections);
        days.push_back(inHours(point.since) / hoursInDay);
        values.push_back(value);
    }
    [[nodiscard]] bool enough() const { return values.size() >= fewestForDrift; }
    [[nodiscard]] std::size_t atEnds() const { return std::min(mostAtEnds, values.size() / 2); }
    [[nodiscard]] double first() const
    {
        return median({values.begin(), values.begin() + static_cast<std::ptrdiff_t>(atEnds())});
    }
    [[nodiscard]] double last() const
    {
        return median({values.end() - static_cast<std::ptrdiff_t>(atEnds()), values.end()});
    }
};

bool falls(const std::optional<RobustLine> &line)
{
    return line && line->high < 0.0;
}

/// From its present value down to the limit. Empty where it is there already, or does not fall for sure.
std::optional<Reach> reachOf(const Course &course, double limit, double confidence)
{
    const auto line = theilSen(course.injections, course.values, confidence);
    const double way = course.last() - limit;
    if (!falls(line) || !(way > 0.0)) {
        return std::nullopt;
    }
    Reach reach{way / -line->slope, way / -line->low, way / -line->high, {}};
    if (const auto overTime = theilSen(course.days, course.values, confidence); falls(overTime)) {
        reach.time = hours(hoursInDay * way / -overTime->slope);
    }
    return reach;
}

std::string percent(double part)
{
    return rounded(100.0 * part, 1) + " %";
}

std::string reachWords(const Reach &reach)
{
    std::string words = "the limit is reached in about " + rounded(std::floor(reach.injections), 0) + " injections";
    words += " (" + rounded(std::floor(reach.earliest), 0) + " to " + rounded(std::floor(reach.latest), 0) + ")";
    if (reach.time) {
        words += " or " + rounded(inHours(*reach.time) / hoursInDay, 1) + " days";
    }
    return words;
}

bool isSoon(const Reach &reach, const RetentionLimits &limits)
{
    return reach.injections <= limits.soonInjections || (reach.time && *reach.time <= limits.soon);
}

std::string retentionWords(const RetentionDrift &drift)
{
    const double change = drift.change;
    return "retention " + rounded(inSeconds(drift.present), 2) + " s, " +
           (change < 0.0 ? percent(-change) + " less than the " : percent(change) + " more than the ") +
           rounded(inSeconds(drift.reference), 2) + " s at the start";
}

void judge(RetentionDrift &drift, const Course &separation, const RetentionLimits &limits)
{
    const bool apart = separation.enough();
    std::string words = retentionWords(drift);
    if (drift.resolution) {
        words += ", resolution " + rounded(*drift.resolution, 2);
    }
    const bool merged = apart && separation.last() < limits.resolution;
    if (merged && separation.first() < limits.resolution) {
        drift.verdict = DriftVerdict::LookElsewhere;
        drift.words = words + ": the resolution was below " + shortest(limits.resolution) +
                      " from the start, which is not water taken up since: look at flow, oven temperature and column";
    } else if (drift.change <= -limits.shrink || merged) {
        drift.verdict = DriftVerdict::BakeOutNow;
        drift.words = words + ": beyond the limit of " +
                      (merged ? "resolution " + shortest(limits.resolution) : percent(limits.shrink) + " less");
    } else if (drift.change >= limits.shrink) {
        drift.verdict = DriftVerdict::LookElsewhere;
        drift.words = words + ": water makes it shorter, so this is not water: look for a leak, a lower flow or a "
                              "cooler oven";
    } else if (drift.reach && isSoon(*drift.reach, limits)) {
        drift.verdict = DriftVerdict::BakeOutSoon;
        drift.words = words + ": " + reachWords(*drift.reach);
    } else {
        drift.verdict = DriftVerdict::InOrder;
        drift.words = words + (drift.reach ? ": " + reachWords(*drift.reach) : std::string());
    }
}

} // namespace

std::string_view wordOf(DriftVerdict verdict)
{
    switch (verdict) {
    case DriftVerdict::NotEnoughRuns: return "not enough runs";
    case DriftVerdict::InOrder: return "in order";
    case DriftVerdict::BakeOutSoon: return "bake out soon";
    case DriftVerdict::BakeOutNow: return "bake out now";
    case DriftVerdict::LookElsewhere: return "look elsewhere";
    }
    return "";
}

RetentionDrift retentionDrift(std::span<const RetentionPoint> points, const RetentionLimits &limits)
{
    Course retention, separation;
    for (const RetentionPoint &point : points) {
        retention.add(point, inSeconds(point.retention));
        if (point.resolution) {
            separation.add(point, *point.resolution);
        }
    }
    RetentionDrift drift;
    drift.runs = points.size();
    if (retention.enough() && !(retention.first() > 0.0)) {
        drift.words = "the retention times are not above zero: they do not count from the injection";
        return drift;
    }
    if (!retention.enough()) {
        drift.words =
            std::to_string(points.size()) + " of the " + std::to_string(fewestForDrift) + " runs that it takes to tell";
        return drift;
    }
    drift.reference = seconds(retention.first());
    drift.present = seconds(retention.last());
    drift.change = retention.last() / retention.first() - 1.0;
    drift.perInjection = theilSen(retention.injections, retention.values, limits.confidence);
    drift.perDay = theilSen(retention.days, retention.values, limits.confidence);
    drift.reach = reachOf(retention, retention.first() * (1.0 - limits.shrink), limits.confidence);
    if (separation.enough()) {
        drift.resolution = separation.last();
        drift.resolutionAtFirst = separation.first();
        const auto merging = reachOf(separation, limits.resolution, limits.confidence);
        if (merging && (!drift.reach || merging->injections < drift.reach->injections)) {
            drift.reach = merging;
        }
    }
    judge(drift, separation, limits);
    return drift;
}

} // namespace tgc

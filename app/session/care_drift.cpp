// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/care_drift.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tgc::session {

namespace {

using ByRun = std::map<db::RecordId, std::vector<db::CareRetention>>;

bool isNamed(const db::CareRetention &peak, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&](const char *name) { return peak.target == name; });
}

/// That of nitrogen to oxygen: with any other peak in front of it, it tells of something else.
std::optional<double> separation(const db::CareRetention &peak, const std::vector<db::CareRetention> &ofRun)
{
    if (!isNamed(peak, {"N2", "Nitrogen", "nitrogen"}) || !peak.resolution) {
        return std::nullopt;
    }
    const db::CareRetention *before = nullptr;
    for (const db::CareRetention &each : ofRun) {
        if (each.channel == peak.channel && each.apex_s < peak.apex_s &&
            (before == nullptr || each.apex_s > before->apex_s)) {
            before = &each;
        }
    }
    return before != nullptr && isNamed(*before, {"O2", "Oxygen", "oxygen"}) ? peak.resolution : std::nullopt;
}

Time between(care::TimePoint from, care::TimePoint to)
{
    return seconds(std::chrono::duration<double>(to - from).count());
}

} // namespace

std::vector<DriftSeries> driftSeries(const BenchCare &bench, std::span<const db::CareRetention> retentions,
                                     const RetentionLimits &limits)
{
    ByRun byRun;
    for (const db::CareRetention &retention : retentions) {
        byRun[retention.run].push_back(retention);
    }
    const auto stated = care::driftStart(bench.log);
    using Key = std::tuple<std::string, std::string, std::string, std::string>;
    std::map<Key, DriftSeries> series;
    double injections = 0.0;
    std::optional<std::pair<std::string, std::string>> newest;
    std::optional<care::TimePoint> start = stated;
    for (const TimedRun &timed : bench.runs) {
        if (stated && timed.at <= *stated) {
            continue;
        }
        start = start.value_or(timed.at);
        injections += 1.0;
        const auto peaks = byRun.find(timed.run.id);
        if (peaks == byRun.end()) {
            continue;
        }
        newest = std::pair(timed.run.instrument, timed.run.method);
        for (const db::CareRetention &peak : peaks->second) {
            DriftSeries &one = series[{timed.run.instrument, timed.run.method, peak.channel, peak.target}];
            one.simulated = one.simulated || timed.run.source == Source::Simulated;
            one.runs.push_back({timed.run.id, timed.at,
                                RetentionPoint{injections, between(*start, timed.at), seconds(peak.apex_s),
                                               separation(peak, peaks->second)}});
        }
    }
    std::vector<DriftSeries> all;
    for (auto &[key, one] : series) {
        one.bench = bench.log.bench;
        std::tie(one.instrument, one.method, one.channel, one.target) = key;
        one.present = newest == std::pair(one.instrument, one.method);
        std::vector<RetentionPoint> points;
        for (const DriftRun &run : one.runs) {
            points.push_back(run.point);
        }
        one.drift = retentionDrift(points, limits);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace tgc::session

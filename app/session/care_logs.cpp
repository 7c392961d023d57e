// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/care_logs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/session/written_time.h"

namespace tgc::session {

namespace {

using Benches = std::map<std::string, BenchCare>;

/// Instrument to the bench that an act gave it to; the last act counts.
std::map<std::string, std::string> claims(const std::vector<care::CareAct> &acts)
{
    std::map<std::string, std::string> claimed;
    for (const care::CareAct &act : acts) {
        if (!act.instrument.empty()) {
            claimed[act.instrument] = act.bench;
        }
    }
    return claimed;
}

std::string several(std::size_t count, const char *one, const char *many)
{
    return std::to_string(count) + (count == 1 ? one : many);
}

} // namespace

std::optional<care::TimePoint> timeOf(const db::CareRun &run)
{
    const auto written = writtenTime(run.startedUtc.empty() ? run.acquiredAt : run.startedUtc);
    if (!written || written->dateOnly) {
        return std::nullopt;
    }
    const std::chrono::milliseconds ms(std::llround(inSeconds(written->since1970) * 1000.0));
    return care::TimePoint(std::chrono::duration_cast<care::TimePoint::duration>(ms));
}

CareLogs careLogs(std::span<const care::CareAct> acts, std::span<const db::CareRun> runs)
{
    Benches benches;
    const auto stand = care::standing(acts);
    for (const care::CareAct &act : stand) {
        benches[act.bench].log.acts.push_back(act);
    }
    const auto claimed = claims(stand);
    std::size_t nameless = 0, timeless = 0;
    for (const db::CareRun &run : runs) {
        const std::string instrument = run.instrument.empty() ? std::string(care::namesNone) : run.instrument;
        const auto claim = claimed.find(instrument);
        if (run.instrument.empty() && claim == claimed.end()) {
            ++nameless;
            continue;
        }
        const auto at = timeOf(run);
        if (!at) {
            ++timeless;
            continue;
        }
        BenchCare &bench = benches[claim == claimed.end() ? run.instrument : claim->second];
        bench.runs.push_back({run, *at});
        bench.simulated = bench.simulated || run.source == Source::Simulated;
        if (std::find(bench.instruments.begin(), bench.instruments.end(), run.instrument) == bench.instruments.end()) {
            bench.instruments.push_back(run.instrument);
        }
    }
    CareLogs logs;
    for (auto &[name, bench] : benches) {
        std::stable_sort(bench.runs.begin(), bench.runs.end(),
                         [](const TimedRun &a, const TimedRun &b) { return a.at < b.at; });
        bench.log.bench = name;
        for (const TimedRun &run : bench.runs) {
            bench.log.injections.push_back(run.at);
        }
        logs.benches.push_back(std::move(bench));
    }
    if (nameless > 0) {
        logs.remarks.push_back(several(nameless, " run names", " runs name") +
                               " no instrument and is counted for no bench: an act with --instrument - says which "
                               "bench they belong to");
    }
    if (timeless > 0) {
        logs.remarks.push_back(several(timeless, " run has", " runs have") +
                               " no time that can be read and is not counted");
    }
    return logs;
}

} // namespace tgc::session

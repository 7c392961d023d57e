// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/care_state.h"

#include <algorithm>

#include "app/session/care_checks.h"

namespace tgc::session {

namespace {

bool isLookedAt(const BenchCare &bench, const CareScope &scope, care::TimePoint now)
{
    if (scope.bench) {
        return bench.log.bench == *scope.bench;
    }
    return scope.all || !bench.log.acts.empty() || (!bench.runs.empty() && now - bench.runs.back().at <= lately);
}

Result<void> addBench(CareState &state, const db::Store &store, const BenchCare &bench, care::TimePoint now,
                      const care::CareOptions &options)
{
    // What was before the bake-out is not read: a store may hold the runs of years.
    const auto start = care::driftStart(bench.log);
    std::optional<db::RecordId> first;
    for (const TimedRun &timed : bench.runs) {
        if (!start || timed.at > *start) {
            first = std::min(first.value_or(timed.run.id), timed.run.id);
        }
    }
    std::vector<db::CareRetention> retentions;
    for (const std::string &instrument : bench.instruments) {
        auto found = first ? db::careRetentions(store, instrument, *first) : Result<std::vector<db::CareRetention>>();
        if (!found) {
            return fail(found.error());
        }
        retentions.insert(retentions.end(), found->begin(), found->end());
    }
    auto series = driftSeries(bench, retentions, options.retention);
    std::vector<care::NamedDrift> drifts;
    for (const DriftSeries &one : series) {
        if (one.present) {
            drifts.push_back({one.target, one.drift});
        }
    }
    state.benches.push_back(bench.log.bench);
    state.simulated = state.simulated || bench.simulated;
    state.rows.push_back(care::bakeOutRow(bench.log, drifts, now));
    for (auto &rows : {care::counterRows(bench.log, now, options), care::cylinderRows(bench.log, now, options)}) {
        state.rows.insert(state.rows.end(), rows.begin(), rows.end());
    }
    state.series.insert(state.series.end(), std::make_move_iterator(series.begin()),
                        std::make_move_iterator(series.end()));
    return {};
}

} // namespace

Result<CareState> careState(const db::Store &store, care::TimePoint now, const care::CareOptions &options,
                            const CareScope &scope)
{
    const auto acts = careActsOf(store);
    const auto runs = acts ? db::careRuns(store) : fail(acts.error());
    if (!runs) {
        return fail(runs.error());
    }
    const CareLogs logs = careLogs(*acts, *runs);
    CareState state;
    state.remarks = logs.remarks;
    for (const BenchCare &bench : logs.benches) {
        if (!isLookedAt(bench, scope, now)) {
            continue;
        }
        if (const auto added = addBench(state, store, bench, now, options); !added) {
            return fail(added.error());
        }
    }
    if (scope.bench && state.benches.empty()) {
        std::string names;
        for (const BenchCare &bench : logs.benches) {
            names += (names.empty() ? "" : ", ") + bench.log.bench;
        }
        return fail(ErrorCode::BadInput, "there is no bench \"" + *scope.bench +
                                             "\": no act is recorded of it and no "
                                             "run names it" +
                                             (names.empty() ? std::string() : "; there are " + names));
    }
    const auto check = checkRow(store);
    if (!check) {
        return fail(check.error());
    }
    if (*check) {
        state.rows.push_back(**check);
    }
    return state;
}

} // namespace tgc::session

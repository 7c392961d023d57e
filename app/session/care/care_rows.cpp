// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/care/care_rows.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/session/day/duration_words.h"

namespace tgc::care {

namespace {

CareRow rowOf(const BenchLog &log, Kind kind)
{
    CareRow row;
    row.bench = log.bench;
    row.subject = std::string(wordOf(kind));
    row.act = kind;
    row.verdict = Verdict::NotRecorded;
    return row;
}

void countInjections(CareRow &row, const BenchLog &log, const CareAct &last)
{
    row.since = last.at;
    row.part = last.part;
    row.unit = "injections";
    row.count = static_cast<double>(injectionsSince(log, last.at));
}

std::string counted(double count)
{
    return rounded(count, 0) + (count == 1.0 ? " injection" : " injections");
}

/// Against a limit that is due when it is reached.
void hold(CareRow &row, double limit, const CareOptions &options, const std::string &what)
{
    row.limit = limit;
    row.verdict = *row.count >= limit                       ? Verdict::Due
                  : *row.count >= options.soonShare * limit ? Verdict::Soon
                                                            : Verdict::InOrder;
    if (row.verdict != Verdict::InOrder) {
        row.words += (row.verdict == Verdict::Due ? ", " : ", soon: ") + what;
    }
}

CareRow septumRow(const BenchLog &log, const CareOptions &options)
{
    CareRow row = rowOf(log, Kind::Septum);
    const CareAct *last = lastOf(log, Kind::Septum);
    if (last == nullptr) {
        row.words = "record when the septum was changed last; its injections are counted from there";
        return row;
    }
    countInjections(row, log, *last);
    row.todo = "Change the septum";
    const auto limit = static_cast<double>(options.septumInjections);
    row.words = counted(*row.count) + " of " + rounded(limit, 0);
    hold(row, limit, options, "change the septum: a worn one loses H2 and lets air in");
    return row;
}

CareRow columnRow(const BenchLog &log, const CareOptions &options)
{
    CareRow row = rowOf(log, Kind::Column);
    const CareAct *last = lastOf(log, Kind::Column);
    if (last == nullptr) {
        row.words = "record when the column was put in; its injections are counted from there";
        return row;
    }
    countInjections(row, log, *last);
    row.verdict = Verdict::InOrder;
    row.todo = "Look after the column";
    row.words = counted(*row.count) + " into this column";
    if (options.columnInjections) {
        hold(row, static_cast<double>(*options.columnInjections), options, "look whether it still separates");
    }
    return row;
}

CareRow leakRow(const BenchLog &log, TimePoint now, const CareOptions &options)
{
    CareRow row = rowOf(log, Kind::LeakCheck);
    const CareAct *last = lastOf(log, Kind::LeakCheck);
    if (last == nullptr) {
        row.words = "record a leak check to be told when the next one is due";
        return row;
    }
    constexpr double hoursInDay = 24.0;
    row.todo = "Check for leaks";
    row.since = last->at;
    row.unit = "days";
    row.count = std::floor(std::chrono::duration<double, std::ratio<3600>>(now - last->at).count() / hoursInDay);
    row.words = day::durationWords(now - last->at) + " ago";
    hold(row, options.leakCheckDays, options, "check for leaks");
    for (const Kind opened : {Kind::Septum, Kind::Column}) {
        if (const CareAct *act = lastOf(log, opened); act != nullptr && act->at > last->at) {
            row.verdict = Verdict::Due;
            row.words = "the " + std::string(wordOf(opened)) + " was changed since the last one: check for leaks";
        }
    }
    return row;
}

bool isWorse(const NamedDrift &a, const NamedDrift &b)
{
    const auto weight = [](DriftVerdict verdict) {
        switch (verdict) {
        case DriftVerdict::BakeOutNow: return 4;
        case DriftVerdict::LookElsewhere: return 3;
        case DriftVerdict::BakeOutSoon: return 2;
        case DriftVerdict::InOrder: return 1;
        case DriftVerdict::NotEnoughRuns: return 0;
        }
        return 0;
    };
    return weight(a.drift.verdict) < weight(b.drift.verdict);
}

Verdict verdictOf(DriftVerdict verdict)
{
    switch (verdict) {
    case DriftVerdict::BakeOutNow:
    case DriftVerdict::LookElsewhere: return Verdict::Due;
    case DriftVerdict::BakeOutSoon: return Verdict::Soon;
    case DriftVerdict::InOrder:
    case DriftVerdict::NotEnoughRuns: return Verdict::InOrder;
    }
    return Verdict::InOrder;
}

} // namespace

std::string_view wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::InOrder: return "in order";
    case Verdict::NotRecorded: return "not recorded";
    case Verdict::Soon: return "soon";
    case Verdict::Due: return "due";
    }
    return "";
}

std::int64_t injectionsSince(const BenchLog &log, TimePoint since)
{
    return log.injections.end() - std::upper_bound(log.injections.begin(), log.injections.end(), since);
}

const CareAct *lastOf(const BenchLog &log, Kind kind)
{
    const auto found =
        std::find_if(log.acts.rbegin(), log.acts.rend(), [&](const CareAct &act) { return act.kind == kind; });
    return found == log.acts.rend() ? nullptr : &*found;
}

std::optional<TimePoint> driftStart(const BenchLog &log)
{
    std::optional<TimePoint> start;
    for (const Kind kind : {Kind::BakeOut, Kind::Column}) {
        if (const CareAct *act = lastOf(log, kind); act != nullptr && (!start || act->at > *start)) {
            start = act->at;
        }
    }
    return start;
}

CareRow bakeOutRow(const BenchLog &log, std::span<const NamedDrift> drifts, TimePoint now)
{
    CareRow row = rowOf(log, Kind::BakeOut);
    const auto start = driftStart(log);
    const CareAct *last = lastOf(log, Kind::BakeOut);
    if (start) {
        row.since = start;
        row.unit = "injections";
        row.count = static_cast<double>(injectionsSince(log, *start));
        row.verdict = Verdict::InOrder;
    }
    std::string from;
    if (last != nullptr && last->at == *start) {
        from = "baked out " + day::durationWords(now - last->at) + " ago";
    } else {
        from = start ? "a new column since the last bake-out" : "no bake-out is recorded: counted from the first run";
    }
    const auto worst = std::max_element(drifts.begin(), drifts.end(), isWorse);
    if (worst == drifts.end()) {
        row.words = from + "; no target of an integrated run to follow";
        return row;
    }
    const RetentionDrift &drift = worst->drift;
    row.todo = drift.verdict == DriftVerdict::LookElsewhere ? "Look why the retention changed" : "Bake out the column";
    if (drift.verdict != DriftVerdict::NotEnoughRuns) {
        row.verdict = verdictOf(drift.verdict);
    }
    row.words = std::string(wordOf(drift.verdict)) + ": " + worst->target + ", " + drift.words + " (" + from + ")";
    return row;
}

std::vector<CareRow> counterRows(const BenchLog &log, TimePoint now, const CareOptions &options)
{
    return {septumRow(log, options), columnRow(log, options), leakRow(log, now, options)};
}

} // namespace tgc::care

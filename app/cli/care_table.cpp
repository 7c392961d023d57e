// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/care_table.h"

#include <algorithm>

#include "app/session/vial_step_records.h"
#include "db/run_records.h"

namespace tgc::cli {

using formats::numberCell;
using formats::OutCell;
using formats::textCell;

namespace {

OutCell timeCell(const std::optional<care::TimePoint> &at)
{
    return textCell(at ? session::utcText(*at) : std::string());
}

OutCell secondsCell(bool known, Time time)
{
    return numberCell(known ? std::optional(inSeconds(time)) : std::nullopt);
}

std::optional<double> daysOf(const std::optional<Time> &time)
{
    return time ? std::optional(inHours(*time) / 24.0) : std::nullopt;
}

OutCell sourceCell(bool simulated)
{
    return textCell(simulated ? "simulated" : "");
}

} // namespace

formats::OutTable careTable(const session::CareState &state)
{
    formats::OutTable table{
        "care", {"bench", "subject", "part", "since_utc", "count", "unit", "limit", "verdict", "words"}, {}};
    for (const care::CareRow &row : state.rows) {
        table.rows.push_back({textCell(row.bench), textCell(row.subject), textCell(row.part), timeCell(row.since),
                              numberCell(row.count), textCell(row.unit), numberCell(row.limit),
                              textCell(std::string(care::wordOf(row.verdict))), textCell(row.words)});
    }
    return table;
}

formats::OutTable driftTable(const session::CareState &state)
{
    formats::OutTable table{"drift",
                            {"bench",
                             "instrument",
                             "method",
                             "channel",
                             "target",
                             "runs",
                             "since_utc",
                             "reference_s",
                             "present_s",
                             "change",
                             "slope_s_per_injection",
                             "slope_low_s_per_injection",
                             "slope_high_s_per_injection",
                             "slope_s_per_day",
                             "injections_left",
                             "injections_left_low",
                             "injections_left_high",
                             "days_left",
                             "resolution",
                             "verdict",
                             "words",
                             "source"},
                            {}};
    for (const session::DriftSeries &series : state.series) {
        const RetentionDrift &drift = series.drift;
        const bool known = drift.verdict != DriftVerdict::NotEnoughRuns;
        const auto slope = [&](double RobustLine::*member) {
            return numberCell(drift.perInjection ? std::optional((*drift.perInjection).*member) : std::nullopt);
        };
        const auto left = [&](double Reach::*member) {
            return numberCell(drift.reach ? std::optional((*drift.reach).*member) : std::nullopt);
        };
        table.rows.push_back({textCell(series.bench),
                              textCell(series.instrument),
                              textCell(series.method),
                              textCell(series.channel),
                              textCell(series.target),
                              numberCell(static_cast<double>(drift.runs)),
                              timeCell(series.runs.empty() ? std::nullopt : std::optional(series.runs.front().at)),
                              secondsCell(known, drift.reference),
                              secondsCell(known, drift.present),
                              numberCell(known ? std::optional(drift.change) : std::nullopt),
                              slope(&RobustLine::slope),
                              slope(&RobustLine::low),
                              slope(&RobustLine::high),
                              numberCell(drift.perDay ? std::optional(drift.perDay->slope) : std::nullopt),
                              left(&Reach::injections),
                              left(&Reach::earliest),
                              left(&Reach::latest),
                              numberCell(drift.reach ? daysOf(drift.reach->time) : std::nullopt),
                              numberCell(drift.resolution),
                              textCell(std::string(wordOf(drift.verdict))),
                              textCell(drift.words),
                              sourceCell(series.simulated)});
    }
    return table;
}

formats::OutTable driftRunsTable(const session::CareState &state)
{
    formats::OutTable table{"drift",
                            {"bench", "instrument", "method", "channel", "target", "run", "at_utc", "injections",
                             "days", "retention_s", "trend_s", "resolution", "source"},
                            {}};
    for (const session::DriftSeries &series : state.series) {
        const auto &line = series.drift.perInjection;
        for (const session::DriftRun &run : series.runs) {
            const RetentionPoint &point = run.point;
            table.rows.push_back({textCell(series.bench), textCell(series.instrument), textCell(series.method),
                                  textCell(series.channel), textCell(series.target), textCell(db::runName(run.run)),
                                  timeCell(run.at), numberCell(point.injections), numberCell(daysOf(point.since)),
                                  numberCell(inSeconds(point.retention)),
                                  numberCell(line ? std::optional(line->at(point.injections)) : std::nullopt),
                                  numberCell(point.resolution), sourceCell(series.simulated)});
        }
    }
    return table;
}

formats::OutTable careActsTable(const std::vector<care::CareAct> &acts)
{
    formats::OutTable table{"acts",
                            {"id", "bench", "kind", "at_utc", "by", "value", "unit", "minimum", "expires_on", "part",
                             "instrument", "note", "voids", "voided"},
                            {}};
    for (const care::CareAct &act : acts) {
        const bool voided = std::any_of(acts.begin(), acts.end(),
                                        [&](const care::CareAct &each) { return each.voids && *each.voids == act.id; });
        table.rows.push_back({OutCell{std::to_string(act.id), true}, textCell(act.bench),
                              textCell(std::string(care::wordOf(act.kind))), timeCell(act.at), textCell(act.by),
                              OutCell{act.value, true}, textCell(act.unit), OutCell{act.minimum, true},
                              textCell(act.expiresOn), textCell(act.part), textCell(act.instrument), textCell(act.note),
                              OutCell{act.voids ? std::to_string(*act.voids) : std::string(), true},
                              textCell(voided ? "yes" : "no")});
    }
    return table;
}

} // namespace tgc::cli

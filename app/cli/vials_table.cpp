// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/vials_table.h"

#include "app/session/vial_step_records.h"

namespace tgc::cli {

using formats::numberCell;
using formats::OutCell;
using formats::textCell;

namespace {

OutCell timeCell(const std::optional<day::TimePoint> &at)
{
    return textCell(at ? session::utcText(*at) : std::string());
}

OutCell wholeCell(std::optional<std::int64_t> value)
{
    return {value ? std::to_string(*value) : std::string(), true};
}

OutCell secondsCell(const std::optional<day::Duration> &duration)
{
    using Seconds = std::chrono::seconds;
    return wholeCell(duration ? std::optional(std::chrono::floor<Seconds>(*duration).count()) : std::nullopt);
}

OutCell yesNo(bool value)
{
    return textCell(value ? "yes" : "no");
}

std::string remarksOf(const session::StoredVial &vial)
{
    std::string all = vial.liquidRemark;
    for (const std::string &remark : vial.day.line.remarks()) {
        all += (all.empty() ? "" : "; ") + remark;
    }
    if (vial.day.line.doseUnknown) {
        all += std::string(all.empty() ? "" : "; ") + "how much was dosed is not known";
    }
    return all;
}

} // namespace

formats::OutTable boardTable(const std::vector<session::StoredVial> &vials, day::TimePoint now)
{
    formats::OutTable table{"vials",
                            {"sample_id", "group", "kind", "state", "status", "draws", "draws_planned", "sealed_utc",
                             "dosed_utc", "ready_utc", "to_ready_s", "ready_since_s", "overdue", "dose_refusal",
                             "remarks"},
                            {}};
    for (const session::StoredVial &vial : vials) {
        const day::Timeline &line = vial.day.line;
        const day::VialClock clock = day::clockOf(line, now);
        const auto since = day::readySince(line, now);
        table.rows.push_back({textCell(vial.sample.sampleId), textCell(vial.day.plan.group),
                              textCell(vial.day.plan.kind), textCell(std::string(day::wordOf(clock.state))),
                              textCell(clock.words), wholeCell(line.draws),
                              wholeCell(line.planned ? std::optional<std::int64_t>(*line.planned) : std::nullopt),
                              timeCell(line.sealedAt), timeCell(line.dosedAt), timeCell(since ? since : line.dueAt()),
                              secondsCell(clock.toReady), secondsCell(clock.readySince), yesNo(clock.overdue),
                              textCell(vial.day.plan.doseRefusal), textCell(remarksOf(vial))});
    }
    return table;
}

formats::OutTable nextTable(const std::vector<session::StoredVial> &vials, day::TimePoint now)
{
    std::vector<day::DayVial> all;
    for (const session::StoredVial &vial : vials) {
        all.push_back(vial.day);
    }
    formats::OutTable table{"next", {"number", "sample_id", "act", "reason", "step", "urgent"}, {}};
    for (const day::NextAct &act : day::whatNext(all, {}, now)) {
        table.rows.push_back({wholeCell(static_cast<std::int64_t>(table.rows.size()) + 1), textCell(act.sampleId),
                              textCell(act.words), textCell(act.reason),
                              textCell(act.step ? std::string(day::wordOf(*act.step)) : std::string()),
                              yesNo(act.urgent)});
    }
    return table;
}

formats::OutTable stepsTable(const session::StoredVial &vial)
{
    formats::OutTable table{"steps",
                            {"id", "sample_id", "step", "draw", "at_utc", "by", "how", "value", "unit", "known",
                             "reaction_s", "note", "override", "voids", "voided", "state_after", "remark"},
                            {}};
    for (const day::TimelineEntry &entry : vial.day.line.entries) {
        const day::VialStep &step = entry.step;
        table.rows.push_back(
            {wholeCell(step.id), textCell(step.sampleId), textCell(std::string(day::wordOf(step.step))),
             wholeCell(entry.draw > 0 ? std::optional<std::int64_t>(entry.draw) : std::nullopt), timeCell(step.at),
             textCell(step.by), textCell(step.how), OutCell{step.value, true}, textCell(step.unit), yesNo(step.known),
             OutCell{step.reaction_s, true}, textCell(step.note), textCell(step.overrideReason), wholeCell(step.voids),
             yesNo(entry.voided), textCell(std::string(day::wordOf(entry.after))), textCell(entry.remark)});
    }
    return table;
}

} // namespace tgc::cli

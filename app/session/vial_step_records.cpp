// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/vial_step_records.h"

#include <array>
#include <cmath>

#include "analysis/core/decimal.h"
#include "app/session/written_time.h"

namespace tgc::session {

namespace {

std::string valueOf(const db::Sample &sample, const char *column)
{
    const auto found = sample.values.find(column);
    return found == sample.values.end() ? std::string() : found->second;
}

std::optional<double> numberOf(const db::Sample &sample, const char *column)
{
    const auto number = parseDecimal(valueOf(sample, column));
    return number && number->value >= 0.0 ? std::optional(number->value) : std::nullopt;
}

} // namespace

std::string utcText(day::TimePoint at)
{
    namespace time = std::chrono;
    const auto ms = time::floor<time::milliseconds>(at);
    const auto midnight = time::floor<time::days>(ms);
    const time::year_month_day date(midnight);
    const time::hh_mm_ss clock(ms - midnight);
    const auto padded = [](long long value, std::size_t width) {
        const std::string digits = std::to_string(value);
        return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
    };
    return padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<unsigned>(date.month()), 2) + "-" +
           padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(clock.hours().count(), 2) + ":" +
           padded(clock.minutes().count(), 2) + ":" + padded(clock.seconds().count(), 2) + "." +
           padded(clock.subseconds().count(), 3) + "Z";
}

std::optional<day::TimePoint> zonedMoment(std::string_view text)
{
    const auto written = writtenTime(text);
    if (!written || !written->zoned || written->dateOnly) {
        return std::nullopt;
    }
    const auto ms = std::llround(written->since1970.value() * 1000.0);
    return day::TimePoint(std::chrono::duration_cast<day::Duration>(std::chrono::milliseconds(ms)));
}

day::VialStep stepOf(const db::VialStepRecord &record)
{
    day::VialStep step;
    step.id = record.id;
    step.sampleId = record.sampleId;
    step.step = day::stepFromString(record.step).value_or(day::Step::Fault);
    step.at = zonedMoment(record.at_utc).value_or(day::TimePoint());
    step.by = record.by;
    step.how = record.how;
    step.value = record.value;
    step.unit = record.unit;
    step.known = record.known;
    step.reaction_s = record.reaction_s;
    step.note = record.note;
    step.overrideReason = record.overrideReason;
    step.voids = record.voids;
    return step;
}

db::VialStepRecord recordOf(const day::VialStep &step)
{
    db::VialStepRecord record;
    record.sampleId = step.sampleId;
    record.step = std::string(day::wordOf(step.step));
    record.at_utc = utcText(step.at);
    record.by = step.by;
    record.how = step.how;
    const auto value = parseDecimal(step.value);
    record.value = value ? value->canonical : step.value; // as typed, with a point for a comma, like all that is stored
    record.unit = step.unit;
    record.known = step.known;
    const auto reaction = parseDecimal(step.reaction_s);
    record.reaction_s = reaction ? reaction->canonical : step.reaction_s;
    record.note = step.note;
    record.overrideReason = step.overrideReason;
    record.voids = step.voids;
    record.source = step.how == "hand" ? Source::Typed : Source::Measured;
    return record;
}

day::VialPlan planOf(const db::Sample &sample)
{
    day::VialPlan plan;
    plan.sampleId = sample.sampleId;
    plan.group = valueOf(sample, "group");
    plan.kind = std::string(db::toString(sample.kind));
    plan.reaction_s = numberOf(sample, "reaction_s");
    const auto stated = numberOf(sample, "draws_planned");
    if (stated && *stated >= 1.0 && *stated <= 100.0) {
        plan.draws = static_cast<int>(*stated);
    } else if (sample.draws.size() > 1) { // one row may stand for a vial nobody has drawn from
        plan.draws = static_cast<int>(sample.draws.size());
    }
    return plan;
}

} // namespace tgc::session

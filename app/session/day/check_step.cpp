// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/check_step.h"

#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/session/day/duration_words.h"
#include "app/session/day/transitions.h"

namespace tgc::day {

namespace {

constexpr auto clockSlack = std::chrono::seconds(60); ///< two clocks that are read by people
constexpr double longestReaction_s = 1e6;             ///< as in a queue, docs/bench.md

bool blank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string listed(std::span<const std::string_view> words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + std::string(words[i]);
    }
    return text;
}

/// Empty: nothing is wrong with the value.
std::string valueTrouble(const VialStep &step)
{
    const auto units = unitsOf(step.step);
    const std::string what(wordOf(step.step));
    if (blank(step.value) && blank(step.unit)) {
        return step.step == Step::Dosed ? "how much was dosed? Give the amount and its unit (mL or uL); where nobody "
                                          "knows it, give what was "
                                          "to be dosed and say that it is not known"
                                        : std::string();
    }
    if (units.empty()) {
        return what + " takes no value: write it into the note";
    }
    if (std::find(units.begin(), units.end(), step.unit) == units.end()) {
        return "the unit of " + what + " is " + listed(units) + ", not \"" + step.unit + "\"";
    }
    const auto number = parseDecimal(step.value);
    if (!number) {
        return "the value of " + what + ": " + number.error().message;
    }
    if (number->value <= 0.0) {
        return "the value of " + what + " must be above zero, not " + step.value;
    }
    return {};
}

std::string reactionTrouble(const VialStep &step)
{
    if (blank(step.reaction_s)) {
        return {};
    }
    const auto number = parseDecimal(step.reaction_s);
    if (step.step != Step::Dosed) {
        return "a reaction time belongs to a dose, not to " + std::string(wordOf(step.step));
    }
    if (!number || number->value < 0.0 || number->value > longestReaction_s) {
        return "the reaction time \"" + step.reaction_s + "\" must be seconds from 0 to " + shortest(longestReaction_s);
    }
    return {};
}

std::string trouble(const VialStep &step, const Transition &allowed, TimePoint now)
{
    if (!allowed.taken()) {
        return std::string(allowed.refusal);
    }
    if (blank(step.by)) {
        return "who did it? Give the person's name";
    }
    if (step.at > now + clockSlack) {
        return "its time is still to come, in " + durationWords(step.at - now) +
               ": give the time at which it was done, in UTC";
    }
    if (!step.overrideReason.empty() && step.step != Step::Dosed) {
        return "only a dose can be given in spite of its safety check";
    }
    if (const std::string wrong = valueTrouble(step); !wrong.empty()) {
        return wrong;
    }
    if (const std::string wrong = reactionTrouble(step); !wrong.empty()) {
        return wrong;
    }
    if (allowed.needsReason && blank(step.note)) {
        return "this needs a note that says why";
    }
    return {};
}

} // namespace

std::span<const std::string_view> unitsOf(Step step)
{
    static constexpr std::string_view volumes[] = {"mL", "uL"};
    static constexpr std::string_view pressures[] = {"kPa", "bar", "mbar"};
    switch (step) {
    case Step::Dosed:
    case Step::Draw: return volumes;
    case Step::Sealed:
    case Step::Ready: return pressures;
    default: return {};
    }
}

std::optional<double> volume_mL(const std::string &value, const std::string &unit)
{
    const auto number = parseDecimal(value);
    if (!number || (unit != "mL" && unit != "uL")) {
        return std::nullopt;
    }
    return unit == "uL" ? number->value / 1000.0 : number->value;
}

double dosed_mL(const Timeline &timeline)
{
    double sum = 0.0;
    for (const TimelineEntry &entry : timeline.entries) {
        if (entry.step.step == Step::Dosed && !entry.voided) {
            sum += volume_mL(entry.step.value, entry.step.unit).value_or(0.0);
        }
    }
    return sum;
}

Result<AcceptedStep> mayRecord(std::span<const VialStep> steps, const VialPlan &plan, const VialStep &step,
                               TimePoint now)
{
    const std::string who = plan.sampleId + ", " + std::string(wordOf(step.step)) + ": ";
    const auto event = eventOf(step.step, step.known);
    if (!event) {
        return fail(ErrorCode::BadInput, who + "say which step is taken back, and why");
    }
    if (!step.known && step.step != Step::Dosed) {
        return fail(ErrorCode::BadInput, who + "only the amount of a dose can be not known");
    }
    const Timeline before = timelineOf(steps, plan);
    const VialState state = stateAt(before, step.at);
    if (const std::string wrong = trouble(step, transition(state, *event), now); !wrong.empty()) {
        std::string sentence = "not recorded, " + who + wrong;
        if (const auto due = before.dueAt(); state == VialState::Reacting && step.step == Step::Draw && due) {
            sentence += due > now ? " (ready in " + durationWords(*due - now) + ")"
                                  : " (ready since " + durationWords(now - *due) + ", and this draw is dated before)";
        }
        return fail(ErrorCode::BadInput, sentence);
    }
    std::vector<VialStep> all(steps.begin(), steps.end());
    all.push_back(step);
    const Timeline after = timelineOf(all, plan);
    AcceptedStep accepted;
    accepted.next = after.state;
    accepted.draw = after.entries.back().draw;
    if (!after.entries.back().remark.empty()) {
        accepted.remarks.push_back(plan.sampleId + ", " + stepWords(after.entries.back()) + ": " +
                                   after.entries.back().remark);
    }
    return accepted;
}

Result<void> mayVoid(std::span<const VialStep> steps, const VialPlan &plan, std::int64_t id, const std::string &reason)
{
    const std::string who = plan.sampleId + ", step " + std::to_string(id) + ": ";
    const Timeline now = timelineOf(steps, plan);
    const auto entry = std::find_if(now.entries.begin(), now.entries.end(),
                                    [id](const TimelineEntry &each) { return each.step.id == id; });
    if (entry == now.entries.end()) {
        return fail(ErrorCode::BadInput, who + "this vial has no such step; list its steps to see their numbers");
    }
    if (entry->step.step == Step::Void) {
        return fail(ErrorCode::BadInput, who + "it takes back another step, and stands: record that step again");
    }
    if (entry->voided) {
        return fail(ErrorCode::BadInput, who + "it is taken back already");
    }
    if (blank(reason)) {
        return fail(ErrorCode::BadInput, who + "say why it is taken back");
    }
    std::vector<VialStep> all(steps.begin(), steps.end());
    VialStep taken;
    taken.step = Step::Void;
    taken.voids = id;
    all.push_back(taken);
    const Timeline left = timelineOf(all, plan);
    for (std::size_t i = 0; i < now.entries.size(); ++i) {
        if (now.entries[i].inOrder && !left.entries[i].inOrder) {
            return fail(ErrorCode::BadInput, who + stepWords(*entry) + " cannot be taken back while " +
                                                 stepWords(now.entries[i]) + " (step " +
                                                 std::to_string(now.entries[i].step.id) +
                                                 ") rests on it: take that one back first");
        }
    }
    return {};
}

std::optional<TimelineEntry> lastStep(const Timeline &timeline)
{
    for (auto entry = timeline.entries.rbegin(); entry != timeline.entries.rend(); ++entry) {
        if (entry->step.step != Step::Void && !entry->voided) {
            return *entry;
        }
    }
    return std::nullopt;
}

} // namespace tgc::day

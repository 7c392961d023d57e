// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/recovery.h"

#include <algorithm>
#include <cmath>

#include "app/session/bench/bench_core.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

namespace {

std::string lineName(int line)
{
    return "line " + std::to_string(line);
}

std::string at(const std::string &utc)
{
    return utc.empty() ? std::string() : " at " + utc;
}

std::string doseSentence(const LineState &state)
{
    const DoseFact &dose = state.dose;
    switch (dose.state) {
    case DoseFact::State::None:
        return state.line.wantsDose() ? "It has not been dosed." : "It is not dosed by this line.";
    case DoseFact::State::Asked: return "Its dose of " + spoken(dose.asked_mL) + " mL is under way.";
    case DoseFact::State::Given:
        return "It was given " + spoken(dose.delivered_mL.value_or(0.0)) + " mL" + at(dose.knownUtc) + " (" +
               dose.evidence + "); it is not dosed again.";
    case DoseFact::State::NotGiven: return "It has not been dosed: " + dose.evidence + ".";
    case DoseFact::State::Unknown: break;
    }
    std::string sentence = "Whether it was dosed is NOT KNOWN: " + spoken(dose.asked_mL) + " mL were asked for" +
                           at(dose.askedUtc) + ", it may have got up to " + spoken(dose.atMost_mL) + " mL (" +
                           dose.evidence + "); it is not dosed again.";
    if (!dose.acknowledgedBy.empty()) {
        sentence += " Taken so by " + dose.acknowledgedBy + ": " + dose.reason + ".";
    }
    return sentence;
}

std::string endSentence(const RecoveryChoice &choice)
{
    return (choice.by.empty() ? std::string("by a person") : "by " + choice.by) +
           (choice.reason.empty() ? std::string() : ": " + choice.reason);
}

} // namespace

std::string whatIsKnown(const LineState &state)
{
    std::string sentence;
    if (state.state == "interrupted") {
        sentence = "Interrupted" + (state.step.empty() ? std::string() : " while " + state.step) +
                   (state.changedUtc.empty() ? std::string() : ", last recorded " + state.changedUtc) + ". ";
    }
    sentence += doseSentence(state) + " " + std::to_string(state.doneInjections) + " of " +
                std::to_string(state.line.injections) + " injections are whole.";
    const int others = state.begunInjections - state.doneInjections - static_cast<int>(state.discardedRuns.size());
    if (others > 0) {
        sentence += " " + std::to_string(others) +
                    (others == 1 ? " more was begun and is not whole: its gas may have been drawn."
                                 : " more were begun and are not whole: their gas may have been drawn.");
    }
    return sentence;
}

Result<DoseFact> acknowledged(DoseFact dose, int line, const RecoveryChoice &choice)
{
    const auto bad = [&](const std::string &what) { return fail(ErrorCode::BadInput, lineName(line) + ": " + what); };
    if (!dose.inDoubt()) {
        if (choice.dosed_mL) {
            return bad("what it was given is known; no amount is taken over it");
        }
        return dose;
    }
    if (choice.by.empty() || choice.reason.empty()) {
        return bad("whether it was dosed is not known: that is taken over only with a name and a reason (by, reason)");
    }
    if (!choice.dosed_mL) {
        dose.state = DoseFact::State::Unknown;
        dose.acknowledgedBy = choice.by;
        dose.reason = choice.reason;
        return dose;
    }
    const double said_mL = *choice.dosed_mL;
    if (!std::isfinite(said_mL) || said_mL < 0.0 || said_mL > dose.asked_mL) {
        return bad("the amount it was given must be from 0 to the " + spoken(dose.asked_mL) +
                   " mL that were asked for");
    }
    if (said_mL <= 0.0 && !dose.byHand) {
        // A person sees the vial, not what the pump has in its line: the machine does not dose a vial twice on that.
        return bad(
            "that the pump gave nothing cannot be said for it: leave the amount out, or close the line and add a "
            "new one");
    }
    dose.state = said_mL > 0.0 ? DoseFact::State::Given : DoseFact::State::NotGiven;
    dose.delivered_mL = said_mL > 0.0 ? std::optional(said_mL) : std::nullopt;
    dose.atMost_mL = said_mL;
    dose.evidence = "said by " + choice.by + ": " + choice.reason;
    dose.knownUtc = utcNow();
    dose.knownUptime = uptimeNow();
    dose.acknowledgedBy = choice.by;
    dose.reason = choice.reason;
    return dose;
}

Result<LineState> afterChoice(LineState state, const RecoveryChoice &choice)
{
    const auto bad = [&](const std::string &what) {
        return fail(ErrorCode::BadInput, lineName(state.line.line) + what);
    };
    if (std::find(std::begin(recoveryChoices), std::end(recoveryChoices), choice.choice) == std::end(recoveryChoices)) {
        return bad(": \"" + choice.choice + "\" is none of continue, repeat, skip, hold, close");
    }
    if (state.state != "interrupted" && state.state != "failed" && state.state != "aborted") {
        return bad(" is " + state.state + ": only a line that was interrupted, failed or aborted is recovered");
    }
    if (choice.choice == "hold") {
        if (state.isOver()) {
            return bad(" is " + state.state + " already and holds nothing up");
        }
        state.undecided = false;
        state.why = "left for later " + endSentence(choice);
        return state;
    }
    auto dose = acknowledged(state.dose, state.line.line, choice);
    if (!dose) {
        return fail(dose.error());
    }
    state.dose = std::move(*dose);
    state.undecided = false;
    state.step.clear();
    if (choice.choice == "skip" || choice.choice == "close") {
        state.state = choice.choice == "skip" ? "skipped" : "closed";
        state.why = state.state + " " + endSentence(choice);
        return state;
    }
    if (choice.choice == "repeat") {
        state.doneInjections = 0;
    } else if (state.doneInjections >= state.line.injections) {
        return bad(": all its injections are whole; close it, or repeat it");
    }
    state.state = "waiting";
    state.why.clear();
    return state;
}

} // namespace tgc::bench

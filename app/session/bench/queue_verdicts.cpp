// SPDX-License-Identifier: GPL-3.0-or-later
// What the suitability rules say of lines that are done, and what the queue does about it. No dose depends on it.
#include <algorithm>

#include "app/session/bench/queue_engine.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

namespace {

std::string lineName(const LineState &state)
{
    return "line " + std::to_string(state.line.line);
}

std::string sentenceOf(const LineState &state, const LineVerdict &verdict)
{
    const bool judged = verdict.word != LineVerdict::Word::NotJudged;
    return lineName(state) + (judged ? " is " + wordOf(verdict.word) : std::string(" could not be judged")) +
           (verdict.words.empty() ? std::string() : ": " + verdict.words);
}

} // namespace

OnUnsuitable QueueEngine::actionOf(const LineState &state) const
{
    return state.line.onUnsuitable.value_or(m_policy.onUnsuitable);
}

bool QueueEngine::expectVerdict(LineState &state, OnUnsuitable policy) const
{
    if (state.state != "done") {
        return false;
    }
    // Who wants the queue to act is told where there is nothing to act on, too.
    const bool acts = state.line.onUnsuitable.value_or(policy) != OnUnsuitable::Continue;
    const bool asked = !state.methodText.empty() || state.line.kind == "check" || acts;
    const bool wanted = asked && (m_parts.core.context.judge || acts);
    if (wanted) {
        state.verdict.word = LineVerdict::Word::Awaited;
    }
    return wanted;
}

bool QueueEngine::awaitsVerdict() const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [this](const LineState &state) {
        return state.verdict.word == LineVerdict::Word::Awaited && actionOf(state) != OnUnsuitable::Continue;
    });
}

void QueueEngine::haveJudged(const LineState &ended)
{
    const auto &judge = m_parts.core.context.judge;
    if (!judge) {
        LineVerdict nobody;
        nobody.word = LineVerdict::Word::NotJudged;
        nobody.words = "nothing here judges lines";
        judged(ended.id, nobody);
        return;
    }
    judge({ended.id, ended.line, ended.methodText, ended.runs, ended.begunInjections});
}

std::optional<std::string> QueueEngine::verdictWarning(const LineState &state) const
{
    const std::lock_guard lock(m_mutex);
    const OnUnsuitable action = actionOf(state);
    if (action == OnUnsuitable::Continue || !state.methodText.empty()) {
        return std::nullopt;
    }
    return lineName(state) + " cannot be judged without a method, and the queue holds after it (on_unsuitable is " +
           wordOf(action) + ")";
}

std::string QueueEngine::whyNoRepeat(const LineState &state, const LineVerdict &verdict) const
{
    if (state.repeats >= m_policy.unsuitableRepeats) {
        return "it was repeated " + std::to_string(state.repeats) + (state.repeats == 1 ? " time" : " times") +
               ", and that is the limit";
    }
    if (state.line.isGas()) {
        return {};
    }
    if (!verdict.drawsLeft) {
        return "how many draws are left in the vial is not known";
    }
    int others = 0; // what lines that wait will draw from it
    for (const LineState &other : m_lines) {
        if (!other.isOver() && !other.line.isGas() && other.line.sampleId == state.line.sampleId) {
            others += other.line.injections - other.doneInjections;
        }
    }
    const int left = std::max(*verdict.drawsLeft - others, 0);
    return left >= state.line.injections ? std::string()
                                         : "of the vial's draws " + std::to_string(left) + " are left, and " +
                                               std::to_string(state.line.injections) + " are needed";
}

std::vector<std::uint64_t> QueueEngine::orderWithFirst(std::uint64_t id) const
{
    std::vector<std::uint64_t> order;
    bool placed = false;
    for (const LineState &other : m_lines) {
        if (!placed && !other.isOver()) { // also before vials that react: they would be measured no better
            order.push_back(id);
            placed = true;
        }
        order.push_back(other.id);
    }
    if (!placed) {
        order.push_back(id);
    }
    return order;
}

QueueEngine::Consequence QueueEngine::consequenceOf(const LineState &state, const LineVerdict &verdict) const
{
    const OnUnsuitable action = actionOf(state);
    if (!verdict.isBad() || action == OnUnsuitable::Continue) {
        return {};
    }
    if (!m_running) {
        return {"nothing, the queue stood already", false, {}};
    }
    // What could not be judged would be judged no better for more gas.
    if (action != OnUnsuitable::Repeat || verdict.word != LineVerdict::Word::Unsuitable) {
        return {"the queue holds", true, {}};
    }
    auto dose = acknowledged(state.dose, state.line.line, {"repeat", {}, {}, {}});
    const std::string why = dose ? whyNoRepeat(state, verdict) : dose.error().message;
    if (!why.empty()) {
        return {"the queue holds; not repeated, " + why, true, {}};
    }
    return {{}, false, std::move(*dose)};
}

void QueueEngine::judged(std::uint64_t id, const LineVerdict &verdict)
{
    const std::lock_guard changing(m_changing); // nothing is begun between the verdict and what follows from it
    LineState state;
    Consequence consequence;
    {
        const std::lock_guard lock(m_mutex);
        const LineState *present = find(id);
        if (present == nullptr || present->verdict.word == LineVerdict::Word::None) {
            return;
        }
        state = *present;
        consequence.act = state.verdict.act; // of a later answer: what was done is done
        if (state.verdict.word == LineVerdict::Word::Awaited) {
            consequence = consequenceOf(state, verdict);
        }
    }
    state.verdict = verdict;
    if (verdict.nothingAsked && consequence.act.empty()) {
        state.verdict.word = LineVerdict::Word::None; // nobody wanted a verdict, and there are no rules
        state.verdict.words.clear();
    }
    state.verdict.act = consequence.act;
    state.verdict.utc = utcNow();
    QueueChange change;
    change.what = "judged";
    if (consequence.repeatWith) {
        LineState fresh = onceMore(state, std::move(*consequence.repeatWith));
        fresh.repeats = state.repeats + 1;
        state.verdict.act = "repeated as " + lineName(fresh);
        change.lines.push_back(std::move(fresh));
        const std::lock_guard lock(m_mutex);
        change.order = orderWithFirst(change.lines.front().id);
    }
    change.lines.push_back(state);
    const bool added = change.lines.size() > 1;
    const std::string said =
        sentenceOf(state, verdict) + (state.verdict.act.empty() ? std::string() : "; " + state.verdict.act);
    change.note = said;
    if (const auto done = commit(std::move(change), added ? said : std::string()); !done) {
        changeNow(id, [&](LineState &now) {
            now.verdict = state.verdict;
            now.verdict.act = "nothing, it could not be recorded";
        });
        holdBecause(sentenceOf(state, verdict) + "; " + done.error().message);
        return;
    }
    m_lastId += added ? 1 : 0;
    m_parts.core.log(verdict.isBad() ? "warning" : "info", said);
    if (consequence.holds) {
        hold(said);
    }
    m_parts.waiter.wake();
    m_parts.doseWaiter.wake();
}

void QueueEngine::countSinceCheck(QueueChange &change) const
{
    const std::lock_guard lock(m_mutex);
    if (change.what == injectionDone && !change.lines.empty() && change.lines.front().line.kind == "check") {
        change.sinceCheck = 0;
    } else if (change.what == injectionBegun && m_sinceCheck) {
        change.sinceCheck = *m_sinceCheck + 1;
    }
}

nlohmann::json QueueEngine::sinceCheckJson() const
{
    const auto orNull = [](const std::optional<int> &count) { return count ? nlohmann::json(*count) : nullptr; };
    return {{"injections", orNull(m_sinceCheck)}, {"every", orNull(m_policy.checkEvery)}};
}

} // namespace tgc::bench

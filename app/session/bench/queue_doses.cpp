// SPDX-License-Identifier: GPL-3.0-or-later
// The dose lane: vials are dosed, and react, beside the injections of other lines.
#include <algorithm>

#include "app/session/bench/line_dose.h"
#include "app/session/bench/queue_engine.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

void QueueEngine::runDoses()
{
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping) {
                return;
            }
        }
        std::optional<LineState> next;
        (void)m_parts.doseWaiter.until([&] {
            next = nextDose();
            return next.has_value();
        });
        if (next) { // it was begun: interrupted meanwhile or not, it must come to its end
            doseLine(*next);
        } else {
            const std::lock_guard lock(m_mutex);
            if (!m_stopping) { // the interruption was for a line that is over already
                m_parts.doseWaiter.clear();
            }
        }
    }
}

std::optional<LineState> QueueEngine::nextDose()
{
    const std::lock_guard changing(m_changing);
    LineState next;
    tellReady();
    {
        const std::lock_guard lock(m_mutex);
        // A run of the queue's own is no reason to wait; while a person records one, nothing of the queue is begun.
        if (!m_running || m_stopping || (m_parts.run.current() && !m_injecting)) {
            return std::nullopt;
        }
        const auto id = nextToDose(m_lines, lanesNow(), rules());
        if (!id) {
            return std::nullopt;
        }
        next = *find(*id);
        m_dosing = id;
    }
    if (!takeLine(next)) {
        const std::lock_guard lock(m_mutex);
        m_dosing.reset();
        return std::nullopt;
    }
    return next;
}

void QueueEngine::doseLine(const LineState &begun)
{
    LineDose work(m_parts, begun, hooksOf(begun.id));
    auto reaction = work.run();
    const std::lock_guard changing(m_changing); // who ends the reactions comes before all of this, or behind it
    LineState after;
    bool reacts = false;
    const auto change = [&](LineState &state) {
        reacts = reaction && !m_parts.doseWaiter.interruption();
        if (reacts) {
            state.step = "reacting"; // as the journal keeps it; for how long is said by lookAtReactions
            state.readyUtc = utcText(readyAt(m_parts, *reaction));
        } else {
            const Result<void> ended =
                reaction ? fail(ErrorCode::Busy, "interrupted") : Result<void>(fail(reaction.error()));
            endLine(state, ended, m_parts.doseWaiter);
        }
        after = state;
    };
    if (const auto kept = keepNow(begun.id, reaction ? "reacting" : "ended", change); !kept) {
        holdBecause(kept.error().message);
        changeNow(begun.id, change);
    }
    const std::lock_guard lock(m_mutex);
    m_dosing.reset();
    if (reacts) {
        m_reactions.insert_or_assign(begun.id, std::move(*reaction));
    }
    if (!m_stopping) {
        m_parts.doseWaiter.clear();
    }
    afterFailure(after);
    forgetOldLines();
}

void QueueEngine::tellReady()
{
    std::vector<day::StationStep> ready;
    {
        const std::lock_guard lock(m_mutex);
        ready = lookAtReactions();
    }
    tellVial(ready);
}

std::vector<day::StationStep> QueueEngine::lookAtReactions()
{
    std::vector<day::StationStep> ready;
    for (auto &[id, reaction] : m_reactions) {
        LineState *state = find(id);
        if (!reaction.over && isOver(m_parts, reaction)) {
            reaction.over = true;
            const VialReporter reporter{m_parts.core.file, reaction.line, id};
            if (reporter.reports()) {
                ready.push_back(
                    readyStep(reporter, std::min(readyAt(m_parts, reaction), std::chrono::system_clock::now())));
            }
        }
        if (std::string words = wordsOf(m_parts, reaction); state != nullptr && state->step != words) {
            state->step = std::move(words);
            m_parts.core.tell("line", lineJson(*state));
        }
    }
    return ready;
}

void QueueEngine::tellVial(const std::vector<day::StationStep> &steps) const
{
    for (const day::StationStep &step : steps) {
        if (m_parts.core.context.vialStep) {
            m_parts.core.context.vialStep(step);
        }
    }
}

void QueueEngine::endReactions(const Waiter::Interruption &interruption)
{
    const std::lock_guard changing(m_changing);
    QueueChange change;
    change.what = "ended";
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[id, reaction] : m_reactions) {
            if (const LineState *state = find(id)) {
                change.lines.push_back(*state);
                endBecause(change.lines.back(), interruption);
            }
        }
        m_reactions.clear();
    }
    if (change.lines.empty()) {
        return;
    }
    const std::vector<LineState> ended = change.lines;
    if (const auto kept = commit(std::move(change)); !kept) {
        m_parts.core.log("error", kept.error().message);
        for (const LineState &state : ended) {
            changeNow(state.id, [&](LineState &now) { now = state; });
        }
    }
}

} // namespace tgc::bench

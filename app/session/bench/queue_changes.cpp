// SPDX-License-Identifier: GPL-3.0-or-later
// How the queue is changed: into the journal first, then done and told; and how it is found again.
#include <algorithm>

#include "app/session/bench/queue_engine.h"
#include "app/session/bench/utc.h"

namespace tgc::bench {

void QueueEngine::restore()
{
    const std::filesystem::path &file = m_parts.core.context.journal;
    if (file.empty()) {
        return;
    }
    const std::lock_guard changing(m_changing);
    JournalState journal;
    auto opened = QueueJournal::open(file, journal);
    if (!opened) {
        const std::lock_guard lock(m_mutex);
        m_trouble = opened.error().message;
        m_parts.core.log("error", "the queue cannot be used: " + m_trouble);
        return;
    }
    m_journal = std::move(*opened);
    m_lastId = journal.lastId;
    for (const auto &[hash, text] : journal.methods) {
        m_keptMethods.insert(hash);
    }
    if (journal.damaged) {
        m_parts.core.log("error", "the queue's journal was damaged; what could be read of it is shown, and the file is "
                                  "kept beside " +
                                      file.string());
    }
    QueueChange found;
    found.what = "found by a station that was started";
    found.note = m_parts.core.context.program;
    found.lines = foundLines(journal);
    std::vector<day::StationStep> doses; // the station before may have ended before it had told of them
    for (const LineState &state : found.lines) {
        const bool wasAtWork = std::any_of(journal.lines.begin(), journal.lines.end(), [&](const LineState &before) {
            return before.id == state.id && before.state == "active";
        });
        const auto step = doseStep({m_parts.core.file, state.line, state.id}, state.dose);
        if (wasAtWork && step) {
            doses.push_back(*step);
        }
    }
    tellVial(doses);
    for (const LineState &state : journal.lines) {
        if (found.lines.empty()) {
            found.removed.push_back(state.id); // all are over: they are history
        }
    }
    {
        const std::lock_guard lock(m_mutex);
        m_lastInjectionUtc = journal.lastInjectionUtc;
        m_sinceCheck = journal.sinceCheck;
    }
    const auto interrupted = std::count_if(found.lines.begin(), found.lines.end(),
                                           [](const LineState &state) { return state.state == "interrupted"; });
    const auto waiting = std::count_if(found.lines.begin(), found.lines.end(),
                                       [](const LineState &state) { return state.state == "waiting"; });
    const bool any = !found.lines.empty();
    if (const auto done = commit(std::move(found)); !done) {
        m_parts.core.log("error", done.error().message);
    }
    beginJournalAnewIfLong();
    if (any) {
        const std::lock_guard lock(m_mutex);
        forgetOldLines();
        tellQueue("held after the start of the station: of the lines of before " + std::to_string(waiting) +
                  " wait, and " + std::to_string(interrupted) + " were interrupted");
    }
}

Result<void> QueueEngine::commit(QueueChange change, const std::string &told)
{
    change.utc = utcNow();
    countSinceCheck(change);
    for (const LineState &state : change.lines) {
        if (!state.methodHash.empty() && !m_keptMethods.contains(state.methodHash)) {
            change.methods.emplace(state.methodHash, state.methodText);
        }
    }
    if (m_journal) {
        if (auto written = m_journal->append(change); !written) {
            return written;
        }
    }
    for (const auto &[hash, text] : change.methods) {
        m_keptMethods.insert(hash);
    }
    const std::lock_guard lock(m_mutex);
    std::vector<LineState> gone;
    for (const LineState &state : m_lines) {
        if (std::find(change.removed.begin(), change.removed.end(), state.id) != change.removed.end()) {
            gone.push_back(state);
        }
    }
    applyChange(m_lines, change);
    if (change.what == injectionBegun) {
        m_lastInjectionUtc = change.utc;
    }
    if (change.sinceCheck) {
        m_sinceCheck = change.sinceCheck;
        m_parts.core.tell("since_check", sinceCheckJson());
    }
    for (const LineState &state : change.lines) {
        if (const LineState *now = find(state.id)) {
            m_parts.core.tell("line", lineJson(*now));
        }
    }
    for (LineState &state : gone) {
        state.state = "removed";
        state.why = told.empty() ? change.what : told;
        m_parts.core.tell("line", lineJson(state));
    }
    if (!told.empty()) {
        tellQueue(told, !change.order.empty());
    }
    return {};
}

QueueChange QueueEngine::changeBy(const char *what, const QueueHand &hand) const
{
    QueueChange change;
    change.what = what;
    change.by = hand.by;
    change.note = hand.reason;
    return change;
}

std::vector<LineState> QueueEngine::linesNow() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines;
}

void QueueEngine::beginJournalAnewIfLong()
{
    if (!m_journal) {
        return;
    }
    QueueChange present;
    present.what = "carried over";
    present.utc = utcNow();
    present.lines = linesNow();
    for (const LineState &state : present.lines) {
        if (!state.methodHash.empty()) {
            present.methods.emplace(state.methodHash, state.methodText);
        }
    }
    {
        const std::lock_guard lock(m_mutex);
        present.lastInjectionUtc = m_lastInjectionUtc;
        present.sinceCheck = m_sinceCheck;
    }
    const auto begun = m_journal->beginAnewIfLong(present);
    if (!begun) {
        m_parts.core.log("warning", begun.error().message);
    } else if (*begun) {
        m_keptMethods.clear();
        for (const auto &[hash, text] : present.methods) {
            m_keptMethods.insert(hash);
        }
    }
}

} // namespace tgc::bench

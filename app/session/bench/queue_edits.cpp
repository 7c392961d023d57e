// SPDX-License-Identifier: GPL-3.0-or-later
// What persons change of the queue, also while it runs: waiting lines only; of a line that is at work or over nothing.
#include <algorithm>

#include "app/session/bench/queue_engine.h"

namespace tgc::bench {

namespace {

std::string lineName(int line)
{
    return "line " + std::to_string(line);
}

/// The sentence of readQueueLines about one row, said of the line.
Error ofLine(int line, Error error)
{
    static const std::string row = "queue row 1";
    if (error.message.starts_with(row)) {
        error.message.replace(0, row.size(), lineName(line));
    }
    return error;
}

/// The same vial may stand in the queue twice, and its dose with it.
std::optional<std::string> dosedBefore(const QueueLine &line, const std::vector<LineState> &present)
{
    for (const LineState &state : present) {
        if (line.wantsDose() && !line.sampleId.empty() && line.sampleId == state.line.sampleId &&
            !state.dose.mayDose()) {
            return lineName(line.line) + " doses " + line.sampleId + ", which was dosed by " +
                   lineName(state.line.line) + " already, or may have been";
        }
    }
    return std::nullopt;
}

std::string changedColumns(const QueueRow &before, const QueueRow &after)
{
    std::string text;
    const auto add = [&](const std::string &column, const std::string &from, const std::string &to) {
        text.append(text.empty() ? "" : "; ").append(column).append(": \"").append(from).append("\" -> \"");
        text.append(to).append("\"");
    };
    for (const auto &[column, value] : after) {
        const auto old = before.find(column);
        if (old == before.end() || old->second != value) {
            add(column, old == before.end() ? std::string() : old->second, value);
        }
    }
    for (const auto &[column, value] : before) {
        if (!after.contains(column)) {
            add(column, value, {});
        }
    }
    return text;
}

} // namespace

Result<LineState> QueueEngine::lineOf(int number) const
{
    const std::lock_guard lock(m_mutex);
    const LineState *hit = nullptr;
    for (const LineState &state : m_lines) {
        if (state.line.line == number && (!state.isOver() || hit == nullptr || hit->isOver())) {
            hit = &state;
        }
    }
    if (hit == nullptr) {
        return fail(ErrorCode::BadInput, "there is no " + lineName(number) + " in the queue");
    }
    return *hit;
}

Result<LineState> QueueEngine::waitingLine(int number, const char *wanted) const
{
    auto state = lineOf(number);
    if (!state || state->state == "waiting") {
        return state;
    }
    const std::string name = lineName(number);
    if (state->state == "active") {
        return fail(ErrorCode::Busy, name + " is at work and cannot be " + wanted +
                                         ": only lines that wait can; hold the queue and wait for it, or abort it");
    }
    if (state->state == "interrupted") {
        return fail(ErrorCode::BadInput, name + " was interrupted and cannot be " + wanted +
                                             ": choose continue, repeat, skip, hold or close for it");
    }
    return fail(ErrorCode::BadInput, name + " is over (" + state->state + ") and cannot be " + wanted +
                                         ": only lines that wait can; repeat it as a new line");
}

Result<void> QueueEngine::freezeMethod(LineState &state, const std::string &folder,
                                       std::vector<std::string> &warnings) const
{
    state.methodText.clear();
    state.methodHash.clear();
    const auto &read = m_parts.core.context.method;
    if (state.line.method.empty() || !read) {
        return {};
    }
    auto method = read(state.line.method, folder);
    if (!method) {
        return fail(method.error().code, lineName(state.line.line) + ", column method: " + method.error().message);
    }
    if (!*method) {
        const std::string warning =
            "method \"" + state.line.method + "\" is no file that is found: only its name is kept with the runs";
        if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) {
            warnings.push_back(warning);
        }
        return {};
    }
    state.methodText = std::move((*method)->text);
    state.methodHash = std::move((*method)->sha256);
    return {};
}

Result<QueueEngine::Added> QueueEngine::add(const std::vector<QueueRow> &rows, const AddOptions &options)
{
    const std::lock_guard changing(m_changing);
    const std::vector<LineState> present = linesNow();
    QueueChange change = changeBy("added", options.hand);
    std::set<int> taken;
    int last = 0;
    std::optional<std::uint64_t> firstWaiting;
    for (const LineState &state : present) {
        const bool waits = state.state == "waiting";
        if (waits && options.replace) {
            change.removed.push_back(state.id);
            continue;
        }
        if (waits && !firstWaiting) {
            firstWaiting = state.id;
        }
        last = std::max(last, state.line.line);
        if (!state.isOver()) {
            taken.insert(state.line.line);
        }
    }
    auto read = readQueueLines(rows, last);
    if (!read) {
        return fail(read.error());
    }
    Added added;
    added.warnings = std::move(read->warnings);
    for (QueueLine &line : read->lines) {
        if (taken.contains(line.line)) {
            return fail(ErrorCode::BadInput, lineName(line.line) + " is in the queue already: give it another number");
        }
        if (const auto fits = fitsBench(line); !fits) {
            return fail(fits.error());
        }
        if (auto warning = doseWarning(line)) {
            added.warnings.push_back(std::move(*warning));
        }
        if (auto warning = dosedBefore(line, present)) {
            added.warnings.push_back(std::move(*warning));
        }
        LineState state;
        state.id = m_lastId + 1 + change.lines.size();
        state.line = line;
        if (auto frozen = freezeMethod(state, options.folder, added.warnings); !frozen) {
            return fail(frozen.error());
        }
        if (auto warning = verdictWarning(state)) {
            added.warnings.push_back(std::move(*warning));
        }
        added.lines.push_back(line.line);
        change.lines.push_back(std::move(state));
    }
    if (auto warning = pumpWarning(read->lines)) {
        added.warnings.push_back(std::move(*warning));
    }
    if (options.first && firstWaiting) {
        for (const LineState &state : present) {
            if (state.id == *firstWaiting) {
                for (const LineState &fresh : change.lines) {
                    change.order.push_back(fresh.id);
                }
            }
            change.order.push_back(state.id);
        }
    }
    const std::uint64_t lastId = m_lastId + change.lines.size();
    if (auto done = commit(std::move(change), options.replace ? "the queue was replaced" : "lines were added"); !done) {
        return fail(done.error());
    }
    m_lastId = lastId;
    return added;
}

Result<std::vector<std::string>> QueueEngine::edit(int line, const QueueRow &columns, const std::string &folder,
                                                   const QueueHand &hand)
{
    const std::lock_guard changing(m_changing);
    auto found = waitingLine(line, "edited");
    if (!found) {
        return fail(found.error());
    }
    LineState state = std::move(*found);
    const QueueRow before = state.line.texts;
    QueueRow row = before;
    for (const auto &[column, text] : columns) {
        if (column == "line" && text != std::to_string(line)) {
            return fail(ErrorCode::BadInput,
                        lineName(line) + ": its number cannot be changed; move it, or add a new one");
        }
        row[column] = text;
    }
    auto read = readQueueLines({row});
    if (!read) {
        return fail(ofLine(line, read.error()));
    }
    std::vector<std::string> warnings;
    for (const auto &[column, text] : columns) { // what was unknown before was warned about then
        for (const std::string &warning : read->warnings) {
            if (warning.find("\"" + column + "\"") != std::string::npos) {
                warnings.push_back(warning);
            }
        }
    }
    state.line = std::move(read->lines.front());
    const QueueRow &after = state.line.texts;
    const auto value = [](const QueueRow &map, const char *key) {
        const auto hit = map.find(key);
        return hit != map.end() ? hit->second : std::string();
    };
    if (!state.dose.mayDose() && value(before, "dose_mL") != value(after, "dose_mL")) {
        return fail(ErrorCode::BadInput, lineName(line) + ", column dose_mL: the dose was asked for already");
    }
    if (state.line.injections <= state.doneInjections) {
        return fail(ErrorCode::BadInput, lineName(line) + ", column injections: " +
                                             std::to_string(state.doneInjections) + " are done already");
    }
    if (const auto fits = fitsBench(state.line); !fits) {
        return fail(fits.error());
    }
    if (auto warning = doseWarning(state.line); warning && state.dose.mayDose()) {
        warnings.push_back(std::move(*warning));
    }
    if (columns.contains("method")) {
        if (auto frozen = freezeMethod(state, folder, warnings); !frozen) {
            return fail(frozen.error());
        }
    }
    if (auto warning = verdictWarning(state);
        warning && (columns.contains("method") || columns.contains("on_unsuitable"))) {
        warnings.push_back(std::move(*warning));
    }
    QueueChange change = changeBy("edited", hand);
    const std::string what = changedColumns(before, after);
    change.note = what + (hand.reason.empty() ? std::string() : "; " + hand.reason);
    change.lines.push_back(std::move(state));
    if (auto done = commit(std::move(change)); !done) {
        return fail(done.error());
    }
    m_parts.core.log("info", lineName(line) + " was edited" + (hand.by.empty() ? "" : " by " + hand.by) + ": " +
                                 (what.empty() ? std::string("nothing changed") : what));
    return warnings;
}

Result<void> QueueEngine::place(const LineState &state, std::optional<std::uint64_t> before, const char *what,
                                const QueueHand &hand)
{
    QueueChange change = changeBy(what, hand);
    for (const LineState &other : linesNow()) {
        if (other.id == before) {
            change.order.push_back(state.id);
        }
        if (other.id != state.id) {
            change.order.push_back(other.id);
        }
    }
    if (!before) {
        change.order.push_back(state.id);
    }
    return commit(std::move(change), lineName(state.line.line) + " was " + what);
}

Result<void> QueueEngine::move(int line, std::optional<int> before, const QueueHand &hand)
{
    const std::lock_guard changing(m_changing);
    const auto state = waitingLine(line, "moved");
    if (!state) {
        return fail(state.error());
    }
    if (!before) {
        return place(*state, std::nullopt, "moved to the end", hand);
    }
    const auto other = waitingLine(*before, "moved behind another line");
    if (!other) {
        return fail(other.error());
    }
    return other->id == state->id ? Result<void>() : place(*state, other->id, "moved", hand);
}

Result<void> QueueEngine::priority(int line, const QueueHand &hand)
{
    const std::lock_guard changing(m_changing);
    const auto state = waitingLine(line, "put first");
    if (!state) {
        return fail(state.error());
    }
    for (const LineState &other : linesNow()) {
        if (other.state == "waiting") {
            return other.id == state->id ? Result<void>() : place(*state, other.id, "put first", hand);
        }
    }
    return {};
}

Result<void> QueueEngine::remove(int line, const QueueHand &hand)
{
    const std::lock_guard changing(m_changing);
    const auto state = waitingLine(line, "removed");
    if (!state) {
        return fail(state.error());
    }
    QueueChange change = changeBy("removed", hand);
    change.removed.push_back(state->id);
    return commit(std::move(change), lineName(line) + " was removed");
}

Result<void> QueueEngine::skip(int line, const QueueHand &hand)
{
    const std::lock_guard changing(m_changing);
    auto state = waitingLine(line, "skipped");
    if (!state) {
        return fail(state.error());
    }
    state->state = "skipped";
    state->why = "skipped by " + (hand.by.empty() ? std::string("a person") : hand.by) +
                 (hand.reason.empty() ? std::string() : ": " + hand.reason);
    QueueChange change = changeBy("skipped", hand);
    change.lines.push_back(std::move(*state));
    return commit(std::move(change), lineName(line) + " was skipped");
}

Result<std::size_t> QueueEngine::clear()
{
    const std::lock_guard changing(m_changing);
    QueueChange change;
    change.what = "cleared";
    for (const LineState &state : linesNow()) {
        if (state.state == "waiting") {
            change.removed.push_back(state.id);
        }
    }
    const std::size_t gone = change.removed.size();
    if (auto done = commit(std::move(change), "waiting lines were cleared"); !done) {
        return fail(done.error());
    }
    return gone;
}

} // namespace tgc::bench

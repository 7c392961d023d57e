// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of lines that are over, or did not come to their end.
#include <algorithm>

#include "app/session/bench/queue_engine.h"

namespace tgc::bench {

namespace {

std::string lineName(int line)
{
    return "line " + std::to_string(line);
}

} // namespace

Result<int> QueueEngine::repeat(int line, const QueueHand &hand)
{
    const std::lock_guard changing(m_changing);
    const auto found = lineOf(line);
    if (!found) {
        return fail(found.error());
    }
    if (!found->isOver()) {
        return fail(ErrorCode::BadInput,
                    lineName(line) + " is " + found->state + ": only a line that is over is repeated");
    }
    auto dose = acknowledged(found->dose, line, {"repeat", hand.by, hand.reason, {}});
    if (!dose) {
        return fail(dose.error());
    }
    LineState fresh = onceMore(*found, std::move(*dose));
    const int number = fresh.line.line;
    QueueChange change = changeBy("repeated", hand);
    change.lines.push_back(std::move(fresh));
    if (auto done =
            commit(std::move(change), lineName(line) + " was added once more as line " + std::to_string(number));
        !done) {
        return fail(done.error());
    }
    ++m_lastId;
    return number;
}

LineState QueueEngine::onceMore(const LineState &line, DoseFact dose) const
{
    int last = 0;
    for (const LineState &state : linesNow()) {
        last = std::max(last, state.line.line);
    }
    LineState fresh;
    fresh.id = m_lastId + 1;
    fresh.line = line.line;
    fresh.line.line = last + 1;
    fresh.line.texts["line"] = std::to_string(last + 1);
    fresh.line.texts["repeats_line"] = std::to_string(line.line.line);
    fresh.dose = std::move(dose);
    fresh.begunInjections = line.begunInjections; // draws from one vial are counted on
    fresh.methodText = line.methodText;
    fresh.methodHash = line.methodHash;
    return fresh;
}

Result<void> QueueEngine::recover(int line, const RecoveryChoice &choice)
{
    const std::lock_guard changing(m_changing);
    const auto found = lineOf(line);
    if (!found) {
        return fail(found.error());
    }
    auto after = afterChoice(*found, choice);
    if (!after) {
        return fail(after.error());
    }
    // Before the next dose of it can be told.
    if (const VialReporter reporter{m_parts.core.file, found->line, found->id};
        found->dose.inDoubt() && !after->dose.inDoubt() && reporter.reports()) {
        tellVial({acknowledgedStep(reporter, choice, std::chrono::system_clock::now())});
    }
    QueueChange change = changeBy(("recovered: " + choice.choice).c_str(), {choice.by, choice.reason});
    change.lines.push_back(std::move(*after));
    const std::string told = lineName(line) + " after its interruption: " + choice.choice +
                             (choice.by.empty() ? std::string() : ", by " + choice.by) +
                             (choice.reason.empty() ? std::string() : ": " + choice.reason);
    return commit(std::move(change), told);
}

Result<nlohmann::json> QueueEngine::lineDetails(int line) const
{
    const auto state = lineOf(line);
    if (!state) {
        return fail(state.error());
    }
    nlohmann::json details = lineJson(*state);
    details["columns"] = state->line.texts;
    details["known"] = whatIsKnown(*state);
    nlohmann::json choices = nlohmann::json::object();
    for (const std::string_view choice : recoveryChoices) {
        // Who names himself may do it; what stands against it even so is said.
        const auto after = afterChoice(*state, {std::string(choice), "a person", "a reason", {}});
        choices[std::string(choice)] = after ? std::string() : after.error().message;
    }
    details["choices"] = std::move(choices);
    details["needs_name"] = state->dose.inDoubt();
    return details;
}

} // namespace tgc::bench

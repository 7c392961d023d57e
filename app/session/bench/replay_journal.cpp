// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/replay_journal.h"

#include <algorithm>

#include "app/session/recording/spool_records.h"

namespace tgc::bench {

using nlohmann::json;

namespace {

constexpr std::string_view before = R"({"crc":")";
constexpr std::string_view between = R"(","record":)";
constexpr std::size_t crcDigits = 8;
constexpr std::size_t recordAt = before.size() + crcDigits + between.size();

std::string crcText(std::string_view record)
{
    const std::uint32_t crc =
        recording::chainedCrc(0, {reinterpret_cast<const std::uint8_t *>(record.data()), record.size()});
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4) {
        text += "0123456789abcdef"[(crc >> static_cast<unsigned>(shift)) & 15U];
    }
    return text;
}

/// The record of a line without its line feed; empty: it is not whole.
std::optional<QueueChange> changeIn(std::string_view line)
{
    if (line.size() <= recordAt || !line.starts_with(before) || line.back() != '}' ||
        line.substr(before.size() + crcDigits, between.size()) != between) {
        return std::nullopt;
    }
    const std::string_view record = line.substr(recordAt, line.size() - recordAt - 1);
    if (line.substr(before.size(), crcDigits) != crcText(record)) {
        return std::nullopt;
    }
    return changeOfRecord(json::parse(record, nullptr, false));
}

void doubtDose(LineState &state, const std::string &evidence)
{
    state.dose.state = DoseFact::State::Unknown;
    state.dose.evidence = evidence;
    if (state.dose.asked_mL <= 0.0) {
        state.dose.asked_mL = state.line.dose_mL.value_or(0.0);
    }
    state.dose.atMost_mL = std::max(state.dose.atMost_mL, state.dose.asked_mL);
}

void leaveUnjudged(LineState &state)
{
    state.verdict.word = LineVerdict::Word::NotJudged;
    state.verdict.words = "the station ended before the line was judged";
}

} // namespace

std::string journalLine(const QueueChange &change)
{
    // Texts come from files and sockets: what is no UTF-8 must not end the record.
    const std::string record = recordOf(change).dump(-1, ' ', false, json::error_handler_t::replace);
    std::string line(before);
    line.append(crcText(record)).append(between).append(record).append("}\n");
    return line;
}

JournalState replayJournal(std::string_view bytes)
{
    JournalState state;
    bool broken = false; // a record before is not whole
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto end = bytes.find('\n', at);
        if (end == std::string_view::npos) {
            break;
        }
        const auto change = changeIn(bytes.substr(at, end - at));
        at = end + 1;
        if (!change) {
            broken = true;
            continue;
        }
        state.damaged = state.damaged || broken;
        state.wholeBytes = at;
        applyChange(state.lines, *change);
        state.methods.insert(change->methods.begin(), change->methods.end());
        for (const LineState &line : change->lines) {
            state.lastId = std::max(state.lastId, line.id);
        }
        if (change->sinceCheck) {
            state.sinceCheck = change->sinceCheck;
        }
        if (change->what == injectionBegun) {
            state.lastInjectionUtc = change->utc;
        } else if (!change->lastInjectionUtc.empty()) {
            state.lastInjectionUtc = change->lastInjectionUtc;
        }
    }
    state.tornBytes = bytes.size() - state.wholeBytes;
    for (LineState &line : state.lines) {
        if (const auto text = state.methods.find(line.methodHash); text != state.methods.end()) {
            line.methodText = text->second;
        }
    }
    return state;
}

std::vector<LineState> foundLines(const JournalState &journal)
{
    std::vector<LineState> lines = journal.lines;
    if (std::all_of(lines.begin(), lines.end(), [](const LineState &line) { return line.isOver(); }) &&
        !journal.damaged) {
        return {};
    }
    for (LineState &line : lines) {
        line.restored = true;
        if (line.verdict.word == LineVerdict::Word::Awaited) {
            leaveUnjudged(line);
        }
        if (line.dose.state == DoseFact::State::Asked) {
            doubtDose(line, line.dose.byHand
                                ? "a person was asked for it, and the station ended before the answer"
                                : "the pump was told to, and the station ended before its answer was recorded");
        }
        const bool atWork = line.state == "active";
        const bool mayBeMissing = (journal.damaged && !line.isOver()) || (journal.tornBytes > 0 && atWork);
        if (mayBeMissing && line.line.wantsDose() && line.dose.mayDose()) {
            doubtDose(line, "the queue's journal is not whole: whether this vial was dosed may be what is missing");
            line.state = "interrupted";
            line.undecided = true;
        }
        if (!atWork) {
            continue;
        }
        if (line.doneInjections >= line.line.injections && !line.dose.inDoubt()) {
            line.state = "done"; // only the last word was missing
            line.step.clear();
            if (!line.methodHash.empty() || line.line.kind == "check") {
                leaveUnjudged(line);
            }
            continue;
        }
        line.state = "interrupted";
        line.undecided = true;
    }
    return lines;
}

} // namespace tgc::bench

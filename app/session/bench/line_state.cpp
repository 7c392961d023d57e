// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/line_state.h"

#include <algorithm>
#include <array>

namespace tgc::bench {

using nlohmann::json;

namespace {

constexpr std::array<const char *, 5> doseWords = {"none", "asked", "given", "not given", "unknown"};
constexpr std::array<const char *, 8> stateWords = {"waiting", "active",  "interrupted", "done",
                                                    "failed",  "skipped", "aborted",     "closed"};

std::string textIn(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double numberIn(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_number() ? found->get<double>() : 0.0;
}

bool truthIn(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_boolean() && found->get<bool>();
}

int countIn(const json &map, const char *key)
{
    const auto found = map.find(key);
    const bool count = found != map.end() && found->is_number_integer();
    return count ? static_cast<int>(std::clamp<std::int64_t>(found->get<std::int64_t>(), 0, 1'000'000)) : 0;
}

std::vector<std::string> textsIn(const json &map, const char *key)
{
    std::vector<std::string> texts;
    const auto found = map.find(key);
    if (found != map.end() && found->is_array()) {
        for (const json &one : *found) {
            if (one.is_string()) {
                texts.push_back(one.get<std::string>());
            }
        }
    }
    return texts;
}

json recordOf(const DoseFact &dose)
{
    return {{"state", wordOf(dose.state)},
            {"by_hand", dose.byHand},
            {"asked_mL", dose.asked_mL},
            {"delivered_mL", dose.delivered_mL ? json(*dose.delivered_mL) : json(nullptr)},
            {"at_most_mL", dose.atMost_mL},
            {"evidence", dose.evidence},
            {"asked_at", dose.askedUtc},
            {"known_at", dose.knownUtc},
            {"known_uptime_ns", dose.knownUptime.ns},
            {"known_boot", dose.knownUptime.boot},
            {"by", dose.by},
            {"acknowledged_by", dose.acknowledgedBy},
            {"reason", dose.reason}};
}

DoseFact doseOfRecord(const json &record)
{
    DoseFact dose;
    const std::string word = textIn(record, "state");
    const auto found = std::find(doseWords.begin(), doseWords.end(), word);
    // A word of another version of the program: something was said of a dose, so it may have been given.
    dose.state =
        found != doseWords.end() ? static_cast<DoseFact::State>(found - doseWords.begin()) : DoseFact::State::Unknown;
    dose.byHand = truthIn(record, "by_hand");
    dose.asked_mL = numberIn(record, "asked_mL");
    if (const auto given = record.find("delivered_mL"); given != record.end() && given->is_number()) {
        dose.delivered_mL = given->get<double>();
    }
    dose.atMost_mL = numberIn(record, "at_most_mL");
    dose.evidence = textIn(record, "evidence");
    dose.askedUtc = textIn(record, "asked_at");
    dose.knownUtc = textIn(record, "known_at");
    dose.knownUptime.boot = textIn(record, "known_boot");
    if (const auto ns = record.find("known_uptime_ns"); ns != record.end() && ns->is_number_integer()) {
        dose.knownUptime.ns = ns->get<std::int64_t>();
    }
    dose.by = textIn(record, "by");
    dose.acknowledgedBy = textIn(record, "acknowledged_by");
    dose.reason = textIn(record, "reason");
    if (dose.state == DoseFact::State::Given && !dose.delivered_mL) {
        dose.state = DoseFact::State::Unknown;
    }
    return dose;
}

QueueRow rowOf(const json &record)
{
    QueueRow row;
    if (const auto texts = record.find("texts"); texts != record.end() && texts->is_object()) {
        for (const auto &[column, text] : texts->items()) {
            if (text.is_string()) {
                row.emplace(column, text.get<std::string>());
            }
        }
    }
    return row;
}

} // namespace

std::string wordOf(DoseFact::State state)
{
    return doseWords.at(static_cast<std::size_t>(state));
}

json recordOf(const LineState &state)
{
    return {{"id", state.id},
            {"line", state.line.line},
            {"texts", state.line.texts},
            {"state", state.state},
            {"step", state.step},
            {"done", state.doneInjections},
            {"begun", state.begunInjections},
            {"runs", state.runs},
            {"discarded_runs", state.discardedRuns},
            {"why", state.why},
            {"suitability", verdictJson(state.verdict)},
            {"repeats", state.repeats},
            {"dose", recordOf(state.dose)},
            {"method_sha256", state.methodHash},
            {"undecided", state.undecided}};
}

std::optional<LineState> lineOfRecord(const json &record)
{
    if (!record.is_object() || !record.contains("id") || !record["id"].is_number_unsigned()) {
        return std::nullopt;
    }
    LineState state;
    state.id = record["id"].get<std::uint64_t>();
    state.state = textIn(record, "state");
    state.step = textIn(record, "step");
    state.doneInjections = countIn(record, "done");
    state.begunInjections = countIn(record, "begun");
    state.runs = textsIn(record, "runs");
    state.discardedRuns = textsIn(record, "discarded_runs");
    state.why = textIn(record, "why");
    state.methodHash = textIn(record, "method_sha256");
    state.undecided = truthIn(record, "undecided");
    state.repeats = countIn(record, "repeats");
    if (const auto verdict = record.find("suitability"); verdict != record.end()) {
        state.verdict = verdictOfJson(*verdict);
    }
    if (const auto dose = record.find("dose"); dose != record.end() && dose->is_object()) {
        state.dose = doseOfRecord(*dose);
    }
    QueueRow row = rowOf(record);
    auto read = readQueueLines({row});
    if (read && std::find(stateWords.begin(), stateWords.end(), state.state) != stateWords.end()) {
        state.line = std::move(read->lines.front());
        return state;
    }
    state.line.line = countIn(record, "line");
    state.line.sampleId = row["sample_id"];
    state.line.texts = std::move(row);
    state.why = "this program does not understand the line that was recorded" +
                (read ? ", state \"" + state.state + "\"" : ": " + read.error().message);
    state.state = "failed";
    return state;
}

} // namespace tgc::bench

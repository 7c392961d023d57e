// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/queue_change.h"

#include <algorithm>

namespace tgc::bench {

using nlohmann::json;

namespace {

std::string textIn(const json &map, const char *key)
{
    const auto found = map.find(key);
    return found != map.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::uint64_t> idsIn(const json &map, const char *key)
{
    std::vector<std::uint64_t> ids;
    const auto found = map.find(key);
    if (found != map.end() && found->is_array()) {
        for (const json &id : *found) {
            if (id.is_number_unsigned()) {
                ids.push_back(id.get<std::uint64_t>());
            }
        }
    }
    return ids;
}

} // namespace

json recordOf(const QueueChange &change)
{
    json record = {{"what", change.what}, {"t", change.utc}};
    if (!change.lines.empty()) {
        json lines = json::array();
        for (const LineState &state : change.lines) {
            lines.push_back(recordOf(state));
        }
        record["lines"] = std::move(lines);
    }
    if (!change.removed.empty()) {
        record["removed"] = change.removed;
    }
    if (!change.order.empty()) {
        record["order"] = change.order;
    }
    if (!change.methods.empty()) {
        record["methods"] = change.methods;
    }
    const std::pair<const char *, const std::string *> texts[] = {
        {"by", &change.by}, {"note", &change.note}, {"last_injection", &change.lastInjectionUtc}};
    for (const auto &[key, text] : texts) {
        if (!text->empty()) {
            record[key] = *text;
        }
    }
    if (change.sinceCheck) {
        record["since_check"] = *change.sinceCheck;
    }
    return record;
}

std::optional<QueueChange> changeOfRecord(const json &record)
{
    if (!record.is_object() || !record.contains("what")) {
        return std::nullopt;
    }
    QueueChange change;
    change.what = textIn(record, "what");
    change.utc = textIn(record, "t");
    change.by = textIn(record, "by");
    change.note = textIn(record, "note");
    change.lastInjectionUtc = textIn(record, "last_injection");
    if (const auto since = record.find("since_check"); since != record.end() && since->is_number_unsigned()) {
        change.sinceCheck = static_cast<int>(std::min<std::uint64_t>(since->get<std::uint64_t>(), 1'000'000));
    }
    change.removed = idsIn(record, "removed");
    change.order = idsIn(record, "order");
    if (const auto lines = record.find("lines"); lines != record.end() && lines->is_array()) {
        for (const json &line : *lines) {
            if (auto state = lineOfRecord(line)) {
                change.lines.push_back(std::move(*state));
            }
        }
    }
    if (const auto methods = record.find("methods"); methods != record.end() && methods->is_object()) {
        for (const auto &[hash, text] : methods->items()) {
            if (text.is_string()) {
                change.methods.emplace(hash, text.get<std::string>());
            }
        }
    }
    return change;
}

void applyChange(std::vector<LineState> &lines, const QueueChange &change)
{
    const auto byId = [&lines](std::uint64_t id) {
        return std::find_if(lines.begin(), lines.end(), [id](const LineState &state) { return state.id == id; });
    };
    for (LineState state : change.lines) {
        state.changedUtc = change.utc;
        const auto there = byId(state.id);
        if (there != lines.end()) {
            *there = std::move(state);
        } else {
            lines.push_back(std::move(state));
        }
    }
    for (const std::uint64_t id : change.removed) {
        std::erase_if(lines, [id](const LineState &state) { return state.id == id; });
    }
    if (!change.order.empty()) {
        // Lines that the order does not know stay behind those that it does.
        const auto place = [&change](const LineState &state) {
            return std::find(change.order.begin(), change.order.end(), state.id) - change.order.begin();
        };
        std::stable_sort(lines.begin(), lines.end(),
                         [&](const LineState &a, const LineState &b) { return place(a) < place(b); });
    }
}

} // namespace tgc::bench

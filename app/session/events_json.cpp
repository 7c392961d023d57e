// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/events_json.h"

#include <optional>

#include <nlohmann/json.hpp>

namespace tgc::session {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

std::optional<Time> timeIn(const Json &row, const char *key)
{
    const auto found = row.find(key);
    return found != row.end() && found->is_number() ? std::optional(seconds(found->get<double>())) : std::nullopt;
}

std::string textIn(const Json &row, const char *key)
{
    const auto found = row.find(key);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string eventsJson(std::span<const IntegrationEvent> events)
{
    Json all = Json::array();
    for (const IntegrationEvent &event : events) {
        Json row;
        row["event"] = std::string(eventInfo(event.kind).name);
        row["time_s"] = orNull(startOf_s(event));
        row["end_s"] = orNull(event.end ? std::optional(inSeconds(*event.end)) : std::nullopt);
        row["value"] = valueText(event);
        row["reason"] = event.reason;
        all.push_back(std::move(row));
    }
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<IntegrationEvent>> eventsFromJson(std::string_view json)
{
    const auto all = Json::parse(json, nullptr, false);
    if (!all.is_array()) {
        return fail(ErrorCode::Integrity, "the stored events are no list");
    }
    std::vector<IntegrationEvent> events;
    for (const Json &row : all) {
        auto event = row.is_object() ? makeEvent(textIn(row, "event"), timeIn(row, "time_s"), timeIn(row, "end_s"),
                                                 textIn(row, "value"), textIn(row, "reason"))
                                     : fail(ErrorCode::Integrity, "one of them is no row");
        if (!event) {
            return fail(ErrorCode::Integrity,
                        "stored event " + std::to_string(events.size() + 1) + ": " + event.error().message);
        }
        events.push_back(std::move(*event));
    }
    return events;
}

} // namespace tgc::session

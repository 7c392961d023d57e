// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/integration_event.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/core/decimal.h"
#include "analysis/core/near_name.h"

namespace tgc {

namespace {

Result<const EventInfo *> eventNamed(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const EventInfo &info : eventTable()) {
        if (info.name == name) {
            return &info;
        }
        names.push_back(info.name);
    }
    return fail(ErrorCode::BadInput, "there is no event \"" + std::string(name) + "\"" + nearName(name, names) +
                                         " (`tgc integrate --list-events` names all)");
}

std::string spaced(std::string_view unit)
{
    return unit.empty() || unit == "1" ? std::string() : " " + std::string(unit);
}

Result<void> checkTimes(const EventInfo &info, const std::optional<Time> &start, const std::optional<Time> &end)
{
    const std::string name(info.name);
    if (!start && (end || !isSetting(info.kind))) {
        return fail(ErrorCode::BadInput, name + " needs a time");
    }
    if (info.extent == EventExtent::Instant && end) {
        return fail(ErrorCode::BadInput, name + " happens at one time: leave its end empty");
    }
    if (info.extent == EventExtent::Stretch && !end) {
        return fail(ErrorCode::BadInput, name + " needs an end");
    }
    if (end && !(*start < *end)) {
        return fail(ErrorCode::BadInput, name + " ends at " + shortest(inSeconds(*end)) + " s, before it begins at " +
                                             shortest(inSeconds(*start)) + " s");
    }
    return {};
}

Result<void> readNumber(const EventInfo &info, std::string_view value, IntegrationEvent &into)
{
    const std::string name(info.name);
    const auto number = parseDotDecimal(value);
    if (!number) {
        return fail(ErrorCode::BadInput, name + ": " + number.error().message);
    }
    if (!(*number >= info.low && *number <= info.high)) {
        return fail(ErrorCode::BadInput, name + ": " + std::string(value) + " is outside " + shortest(info.low) +
                                             " to " + shortest(info.high) + spaced(info.unit));
    }
    into.number = *number;
    return {};
}

Result<void> readValue(const EventInfo &info, std::string_view value, IntegrationEvent &into)
{
    const std::string name(info.name);
    if (info.value == EventValue::None) {
        return value.empty() ? Result<void>()
                             : fail(ErrorCode::BadInput, name + " takes no value, not \"" + std::string(value) + "\"");
    }
    if (value.empty()) {
        return fail(ErrorCode::BadInput,
                    name + " needs a value" + (info.unit.empty() ? "" : " in" + spaced(info.unit)));
    }
    if (info.value == EventValue::Number) {
        return readNumber(info, value, into);
    }
    if (info.value == EventValue::Choice &&
        std::find(info.choices.begin(), info.choices.end(), value) == info.choices.end()) {
        std::string all;
        for (const std::string_view choice : info.choices) {
            all += (all.empty() ? "" : ", ") + std::string(choice);
        }
        return fail(ErrorCode::BadInput, name + ": \"" + std::string(value) + "\" is none of " + all);
    }
    into.text = std::string(value);
    return {};
}

} // namespace

Result<IntegrationEvent> makeEvent(std::string_view name, const std::optional<Time> &start,
                                   const std::optional<Time> &end, std::string_view value, std::string reason)
{
    const auto info = eventNamed(name);
    if (!info) {
        return fail(info.error());
    }
    constexpr double ever = -std::numeric_limits<double>::infinity();
    IntegrationEvent event{(*info)->kind, start.value_or(seconds(ever)), end, 0.0, {}, std::move(reason)};
    if (const auto good = checkTimes(**info, start, end); !good) {
        return fail(good.error());
    }
    if (const auto good = readValue(**info, value, event); !good) {
        return fail(good.error());
    }
    return event;
}

std::string valueText(const IntegrationEvent &event)
{
    return eventInfo(event.kind).value == EventValue::Number ? shortest(event.number) : event.text;
}

std::optional<double> startOf_s(const IntegrationEvent &event)
{
    const double start = inSeconds(event.start);
    return std::isfinite(start) ? std::optional(start) : std::nullopt;
}

std::string describe(const IntegrationEvent &event)
{
    const EventInfo &info = eventInfo(event.kind);
    const std::string value = valueText(event);
    std::string text = std::string(info.name) + (value.empty() ? "" : " " + value);
    if (!startOf_s(event)) {
        return text;
    }
    text += info.extent == EventExtent::Instant ? " at " : " from ";
    text += shortest(inSeconds(event.start)) + " s";
    return event.end ? text + " to " + shortest(inSeconds(*event.end)) + " s" : text;
}

} // namespace tgc

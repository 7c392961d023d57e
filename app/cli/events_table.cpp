// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/events_table.h"

#include <algorithm>
#include <array>

#include "analysis/core/decimal.h"
#include "app/cli/input_table.h"
#include "app/formats/table_row.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

Result<IntegrationEvent> eventOf(const formats::TableRow &row)
{
    const auto start = row.optionalNumber("time_s");
    const auto end = row.optionalNumber("end_s");
    if (!start || !end) {
        return fail(start ? end.error() : start.error());
    }
    const auto timeOf = [](const std::optional<double> &t) { return t ? std::optional(seconds(*t)) : std::nullopt; };
    auto event =
        makeEvent(row.text("event"), timeOf(*start), timeOf(*end), row.text("value"), std::string(row.text("reason")));
    return event ? event : row.bad("event", event.error().message);
}

std::string extentText(EventExtent extent)
{
    switch (extent) {
    case EventExtent::Interval: return "interval";
    case EventExtent::Stretch: return "stretch";
    case EventExtent::Instant: return "instant";
    }
    return "interval";
}

/// "detect|reject|clamp", "2..1e+06", "text" or nothing.
std::string valuesText(const EventInfo &info)
{
    switch (info.value) {
    case EventValue::None: return {};
    case EventValue::Text: return "text";
    case EventValue::Number: return shortest(info.low) + ".." + shortest(info.high);
    case EventValue::Choice: break;
    }
    std::string all;
    for (const std::string_view choice : info.choices) {
        all += (all.empty() ? "" : "|") + std::string(choice);
    }
    return all;
}

} // namespace

Result<std::vector<IntegrationEvent>> readEvents(const std::filesystem::path &file, Console &console)
{
    constexpr std::array<std::string_view, 5> known{"time_s", "event", "value", "end_s", "reason"};
    const auto table = readInputTable(file, console);
    if (!table) {
        return fail(table.error());
    }
    if (const auto complete = formats::requireColumns(*table, {"time_s", "event", "value"}); !complete) {
        return fail(complete.error());
    }
    for (const std::string &column : table->columns) {
        if (std::find(known.begin(), known.end(), column) == known.end()) {
            console.warning(table->origin + ": column " + column + " is not used");
        }
    }
    std::vector<IntegrationEvent> events;
    for (const auto &line : table->rows) {
        auto event = eventOf(formats::TableRow(*table, line));
        if (!event) {
            return fail(event.error());
        }
        events.push_back(std::move(*event));
    }
    return events;
}

formats::OutTable eventRows(std::span<const IntegrationEvent> events)
{
    formats::OutTable table{"events", {"time_s", "event", "value", "end_s", "reason"}, {}};
    for (const IntegrationEvent &event : events) {
        table.rows.push_back({numberCell(startOf_s(event)), textCell(std::string(eventInfo(event.kind).name)),
                              textCell(valueText(event)),
                              numberCell(event.end ? std::optional(inSeconds(*event.end)) : std::nullopt),
                              textCell(event.reason)});
    }
    return table;
}

formats::OutTable eventList()
{
    formats::OutTable table{
        "events", {"event", "group", "extent", "value", "unit", "default", "setting", "meaning"}, {}};
    for (const EventInfo &info : eventTable()) {
        const auto cell = [](std::string_view text) { return textCell(std::string(text)); };
        table.rows.push_back({cell(info.name), cell(info.group), cell(extentText(info.extent)), cell(valuesText(info)),
                              cell(info.unit), cell(info.standard), cell(isSetting(info.kind) ? "yes" : "no"),
                              cell(info.meaning)});
    }
    return table;
}

} // namespace tgc::cli

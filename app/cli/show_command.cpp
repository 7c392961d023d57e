// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/integration_tables.h"
#include "app/cli/json_object.h"
#include "app/cli/spool_runs.h"
#include "app/cli/store_tables.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

/// The level of a standard, as it was queued.
std::string levelOf(const std::string &queueLine)
{
    const auto line = nlohmann::json::parse(queueLine, nullptr, false);
    const bool there = line.is_object() && line.contains("level") && line["level"].is_string();
    return there ? line["level"].get<std::string>() : std::string();
}

/// What is known of the run as a whole, a line a field.
formats::OutTable fieldTable(const std::string &name, const db::RunDetails &run)
{
    formats::OutTable table{"run", {"field", "value"}, {}};
    const auto add = [&](const char *field, const std::string &value) {
        table.rows.push_back({textCell(field), textCell(value)});
    };
    const db::RunSummary &summary = run.summary;
    add("run", name);
    add("status", summary.status);
    add("sample_id", summary.sampleId.value_or(""));
    add("group", summary.group.value_or(""));
    add("kind", summary.kind);
    add("source", std::string(toString(summary.source)));
    add("started_utc", summary.startedUtc.value_or(""));
    add("ended_utc", summary.endedUtc.value_or(""));
    add("acquired_at", summary.acquiredAt.value_or(""));
    add("stored_utc", run.createdAt_utc);
    add("file", summary.fileName);
    add("format", run.format);
    add("sha256", run.contentHash);
    add("method", run.methodName);
    add("instrument", run.instrument);
    add("level", levelOf(run.queueLine));
    if (run.withdrawn) {
        add("withdrawn", run.withdrawn->at_utc + ": " + run.withdrawn->reason);
    }
    for (const std::string &warning : run.warnings) {
        add("warning", warning);
    }
    return table;
}

formats::OutTable channelTable(const db::RunDetails &run)
{
    formats::OutTable table{"channels", {"channel", "detector", "signal_unit", "points", "vendor_peaks"}, {}};
    for (const db::StoredChannel &channel : run.channels) {
        table.rows.push_back({textCell(channel.name), textCell(channel.detector), textCell(channel.signalUnit),
                              numberCell(static_cast<double>(channel.points)),
                              numberCell(static_cast<double>(channel.vendorPeaks.size()))});
    }
    return table;
}

/// What was recorded beside the detector: slow points, clocks, digital lines.
formats::OutTable companionTable(const db::RunDetails &run)
{
    formats::OutTable table{"recorded beside", {"signal", "role", "unit", "points"}, {}};
    for (const db::StoredChannel &signal : run.companions) {
        table.rows.push_back({textCell(signal.name), textCell(signal.role), textCell(signal.signalUnit),
                              numberCell(static_cast<double>(signal.points))});
    }
    return table;
}

formats::OutTable markTable(const db::RunDetails &run)
{
    formats::OutTable table{"marks", {"kind", "at_s", "until_s", "text"}, {}};
    for (const db::RunMark &mark : run.marks) {
        table.rows.push_back(
            {textCell(mark.kind), numberCell(mark.at_s), numberCell(mark.until_s), textCell(mark.text)});
    }
    return table;
}

/// `negative;manual` as an array of words.
std::string wordsJson(const std::string &joined)
{
    std::vector<std::string> words;
    for (std::size_t at = 0; at < joined.size();) {
        const std::size_t end = std::min(joined.find(';', at), joined.size());
        words.push_back(joined.substr(at, end - at));
        at = end + 1;
    }
    return jsonTexts(words);
}

std::string rowJson(const formats::OutTable &table, std::size_t row)
{
    JsonObject object;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const formats::OutCell &cell = table.rows[row][i];
        if (table.columns[i] == "flags") { // as in the JSON of integrate
            object.raw("flags", wordsJson(cell.text));
            continue;
        }
        object.raw(table.columns[i], cell.text.empty() ? "null" : cell.isNumber ? cell.text : jsonText(cell.text));
    }
    return object.str();
}

std::string rowsJson(const formats::OutTable &table)
{
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        rows.push_back(rowJson(table, i));
    }
    return jsonArray(rows);
}

std::string detailsJson(const std::string &name, const db::RunDetails &run, const IntegrationTables &integration,
                        const formats::OutTable &peaks)
{
    JsonObject object;
    for (const auto &row : fieldTable(name, run).rows) {
        if (row[0].text != "warning") {
            object.optionalText(row[0].text, row[1].text.empty() ? std::nullopt : std::optional(row[1].text));
        }
    }
    JsonObject how;
    for (const auto &row : integration.how.rows) {
        how.optionalText(row[0].text, row[1].text.empty() ? std::nullopt : std::optional(row[1].text));
    }
    how.raw("events", rowsJson(integration.events));
    return object.raw("warnings", jsonTexts(run.warnings))
        .raw("channels", rowsJson(channelTable(run)))
        .raw("recorded_beside", rowsJson(companionTable(run)))
        .raw("marks", rowsJson(markTable(run)))
        .raw("integration", integration.how.rows.empty() ? "null" : how.str())
        .raw("peaks", rowsJson(peaks))
        .str();
}

void show(Context &context, const std::string &name)
{
    const auto opened = OpenedRun::open(context.databasePath(), name);
    const auto peaks = !opened           ? fail(opened.error())
                       : opened->store() ? peakTable(*opened->store(), opened->details().summary.id, std::nullopt)
                                         : Result<formats::OutTable>(formats::OutTable{"peaks", {}, {}});
    const auto integration = !peaks            ? fail(peaks.error())
                             : opened->store() ? integrationTables(*opened->store(), opened->details().summary.id)
                                               : Result<IntegrationTables>(IntegrationTables());
    if (!integration) {
        context.console.error(integration.error());
        return;
    }
    const db::RunDetails &run = opened->details();
    switch (context.format(Format::Json)) {
    case Format::Json: context.console.write(detailsJson(opened->name(), run, *integration, *peaks) + "\n"); break;
    case Format::Csv: context.print(fieldTable(opened->name(), run)); break;
    case Format::Table:
        context.print(fieldTable(opened->name(), run));
        for (const auto &table :
             {channelTable(run), companionTable(run), markTable(run), integration->how, integration->events, *peaks}) {
            if (!table.rows.empty()) {
                context.console.write("\n");
                context.print(table);
            }
        }
        break;
    }
}

} // namespace

void addShowCommand(CLI::App &program, Action &chosen)
{
    auto name = std::make_shared<std::string>();
    CLI::App *command = program.add_subcommand(
        "show", "Show one run: origin, channels, marks, what was recorded beside, peaks and how they came about");
    command->add_option("RUN", *name, "the run, like R12, or the name of a recording (see `tgc runs`)")->required();
    command->footer("Not on a terminal: one JSON object. Times in s, areas in the signal's unit times s.\n"
                    "Example:\n  tgc show R12 --db lab.sqlite");
    command->callback([name, &chosen] { chosen = [name](Context &context) { show(context, *name); }; });
}

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_object.h"
#include "app/cli/store_access.h"
#include "app/cli/store_tables.h"
#include "db/dates.h"

namespace tgc::cli {

namespace {

std::string runJson(const db::RunSummary &run)
{
    return JsonObject()
        .text("run", db::runName(run.id))
        .text("status", run.status)
        .optionalText("sample_id", run.sampleId)
        .optionalText("group", run.group)
        .text("kind", run.kind)
        .text("source", toString(run.source))
        .optionalText("started_utc", run.startedUtc)
        .optionalText("ended_utc", run.endedUtc)
        .number("points", static_cast<double>(run.points))
        .raw("channels", jsonTexts(run.channels))
        .optionalText("acquired_at", run.acquiredAt)
        .text("file", run.fileName)
        .str();
}

void listRuns(Context &context, const db::RunFilter &filter)
{
    const auto store = openForReading(context);
    if (!store) {
        context.console.error(store.error());
        return;
    }
    if (context.format(Format::Json) != Format::Json) {
        const auto table = runTable(*store, filter);
        table ? context.print(*table) : context.console.error(table.error());
        return;
    }
    const auto runs = store->runs(filter);
    if (!runs) {
        context.console.error(runs.error());
        return;
    }
    for (const db::RunSummary &run : *runs) {
        context.console.write(runJson(run) + "\n");
    }
}

} // namespace

void addRunsCommand(CLI::App &program, Action &chosen)
{
    auto filter = std::make_shared<db::RunFilter>();
    CLI::App *command = program.add_subcommand("runs", "List the chromatograms in the store, newest first");
    command
        ->add_option(
            "--since", filter->since,
            "only runs of that day (UTC) or later: of their start, else of the acquisition where the file writes it "
            "YYYY-MM-DD, else of their import")
        ->check([](const std::string &day) {
            return db::isDate(day) ? std::string() : "\"" + day + "\" is not a date; write YYYY-MM-DD";
        })
        ->type_name("YYYY-MM-DD");
    command->add_option("--sample", filter->sampleId, "only runs of this sample")->type_name("S");
    command->add_option("--group", filter->group, "only runs of this group")->type_name("G");
    command->add_option("--status", filter->status, "only runs that stand so")
        ->check(CLI::IsMember(
            {"queued", "running", "done", "stopped", "aborted", "failed", "interrupted", "imported", "withdrawn"}))
        ->type_name("S");
    command->add_option("--text", filter->text, "only runs with this in sample, group, file, method or channel names")
        ->type_name("T");
    command->footer("Not on a terminal: one JSON object a run and line.\n"
                    "Example:\n  tgc runs --since 2026-01-01 --text carbonate --db lab.sqlite");
    command->callback([filter, &chosen] { chosen = [filter](Context &context) { listRuns(context, *filter); }; });
}

} // namespace tgc::cli

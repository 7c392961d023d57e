// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_object.h"
#include "app/cli/spool_runs.h"
#include "app/cli/store_tables.h"
#include "db/dates.h"

namespace tgc::cli {

namespace {

std::string runJson(const std::string &name, const db::RunSummary &run)
{
    return JsonObject()
        .text("run", name)
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

void printRuns(Context &context, const db::RunFilter &filter)
{
    const auto runs = listRuns(context.databasePath(), filter);
    if (!runs) {
        context.console.error(runs.error());
        return;
    }
    if (context.format(Format::Json) != Format::Json) {
        context.print(runTable(*runs));
        return;
    }
    for (const auto &[name, run] : *runs) {
        context.console.write(runJson(name, run) + "\n");
    }
}

} // namespace

void addRunsCommand(CLI::App &program, Action &chosen)
{
    auto filter = std::make_shared<db::RunFilter>();
    CLI::App *command = program.add_subcommand(
        "runs",
        "List the runs, newest first: those in the store, and recordings beside it that are running or interrupted");
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
    command->callback([filter, &chosen] { chosen = [filter](Context &context) { printRuns(context, *filter); }; });
}

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_object.h"
#include "app/cli/store_access.h"
#include "app/formats/out_table.h"
#include "app/session/adopt_run.h"
#include "app/session/record_station_step.h"
#include "app/session/recording/claim_spool.h"
#include "app/session/recording/read_spool.h"
#include "app/session/station_step_files.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

/// What became of one recording.
struct Recovered {
    std::string recording; ///< its run's name
    std::string outcome;   ///< adopted|already-there|running|nothing|left; of a vial's step recorded|refused
    std::string run;       ///< in the store
    std::string status;
    std::optional<double> samples;
};

/// `usable`: false once the store was locked or full; what is left then stays where it is, untried.
Recovered recoverOne(Context &context, db::Store &store, const std::filesystem::path &file, bool &usable)
{
    Recovered one{file.stem().string(), "left", {}, {}, {}};
    if (recording::isOwned(file)) {
        one.outcome = "running";
        context.console.info(file.string() + ": is being recorded by a living program, and left alone");
        return one;
    }
    if (const auto removed = recording::removeBrokenOffAtOnce(file); removed && *removed) {
        one.outcome = "nothing";
        context.console.info(file.string() + ": broke off before its first sample, and is removed");
        return one;
    }
    if (!usable) {
        return one;
    }
    const auto adopted = session::adoptRun(store, file);
    if (!adopted) {
        context.console.error(adopted.error());
        usable = adopted.error().code != ErrorCode::Store;
        return one;
    }
    one.outcome = adopted->alreadyThere ? "already-there" : "adopted";
    one.run = db::runName(adopted->id);
    one.status = adopted->status;
    one.samples = static_cast<double>(adopted->samples);
    for (const std::string &warning : adopted->warnings) {
        context.console.warning(one.run + ": " + warning);
    }
    if (adopted->keptAside) {
        context.console.warning(one.run + ": whole records stand behind broken ones; the file is kept as " +
                                adopted->keptAside->string());
    }
    return one;
}

/// A step of a vial that a station had not yet written into the vial's list.
Recovered recoverStep(Context &context, db::Store &store, const std::filesystem::path &file)
{
    Recovered one{file.stem().string(), "left", {}, {}, {}};
    const auto step = session::readStepFile(file);
    if (!step) {
        context.console.error(step.error());
        return one;
    }
    const auto done = session::recordStationStep(store, *step, std::chrono::system_clock::now());
    if (!done && done.error().code != ErrorCode::BadInput) {
        context.console.error(done.error());
        return one;
    }
    if (!done) {
        context.console.warning(file.string() + ": the vial's list does not take it, and it is removed: " +
                                step->step.note + ": " + done.error().message);
    }
    one.outcome = !done ? "refused" : done->alreadyThere ? "already-there" : "recorded";
    std::error_code ignored;
    std::filesystem::remove(file, ignored); // one that stays is recognised the next time
    return one;
}

void recover(Context &context)
{
    const auto folder = recording::spoolFolderOf(context.databasePath());
    const auto files = recording::spoolFilesIn(folder);
    const auto steps = session::stepFilesIn(folder);
    formats::OutTable table{"recovered", {"recording", "outcome", "run", "status", "samples"}, {}};
    if (!files.empty() || !steps.empty()) {
        auto store = openForWriting(context);
        if (!store) {
            context.console.error(store.error());
            return;
        }
        bool usable = true;
        for (const auto &file : files) {
            if (context.console.shouldStop()) {
                break;
            }
            const Recovered one = recoverOne(context, *store, file, usable);
            table.rows.push_back({textCell(one.recording), textCell(one.outcome), textCell(one.run),
                                  textCell(one.status), numberCell(one.samples)});
        }
        for (const auto &file : steps) {
            if (context.console.shouldStop()) {
                break;
            }
            const Recovered one = recoverStep(context, *store, file);
            table.rows.push_back(
                {textCell(one.recording), textCell(one.outcome), textCell({}), textCell({}), numberCell({})});
            if (one.outcome == "left") {
                break; // those behind it rest on it
            }
        }
    }
    if (table.rows.empty() && !context.options.format) {
        context.console.write("no recording waits to be recovered\n");
        return;
    }
    context.print(table);
}

} // namespace

void addRecoverCommand(CLI::App &program, Action &chosen)
{
    CLI::App *command =
        program.add_subcommand("recover", "Take interrupted recordings into the store, as far as they went");
    command->footer(
        "Recordings lie in the folder beside the store that is named like it, with -spool behind. What a "
        "living program\nrecords is left alone; what cannot be read stays where it is, with exit status 4.\n"
        "Example:\n  tgc recover --db lab.sqlite");
    command->callback([&chosen] { chosen = recover; });
}

} // namespace tgc::cli

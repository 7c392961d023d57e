// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "app/session/parallel_blocks.h"
#include "app/session/reprocess.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct ReprocessOptions {
    std::vector<std::string> runs;
    bool all = false;
    std::optional<std::string> methodFile;
};

Result<std::vector<db::RecordId>> chosenRuns(const db::Store &store, const ReprocessOptions &options)
{
    if (options.all == !options.runs.empty()) {
        return fail(ErrorCode::BadInput, "name the runs, like R12, or say --all");
    }
    std::vector<db::RecordId> ids;
    for (const std::string &name : options.runs) {
        const auto id = parseRun(name);
        if (!id) {
            return fail(id.error());
        }
        if (std::find(ids.begin(), ids.end(), *id) == ids.end()) {
            ids.push_back(*id);
        }
    }
    if (options.all) {
        db::RunFilter filter;
        filter.withdrawnToo = false;
        const auto runs = store.runs(filter);
        if (!runs) {
            return fail(runs.error());
        }
        for (const db::RunSummary &run : *runs) {
            if (run.points > 0) { // a report without a signal has nothing to integrate
                ids.push_back(run.id);
            }
        }
        std::sort(ids.begin(), ids.end());
    }
    return ids;
}

formats::OutTable tableOf(const std::vector<session::Reprocessed> &outcomes)
{
    formats::OutTable table{"reprocessed", {"run", "version", "method", "events", "peaks"}, {}};
    for (const session::Reprocessed &outcome : outcomes) {
        if (outcome.saved) {
            table.rows.push_back({textCell(db::runName(outcome.run)), numberCell(outcome.saved->version),
                                  textCell(outcome.method), numberCell(static_cast<double>(outcome.events)),
                                  numberCell(static_cast<double>(outcome.peaks))});
        }
    }
    return table;
}

Result<std::vector<session::Reprocessed>> reprocessRuns(Context &context, const ReprocessOptions &options)
{
    session::ReprocessOptions how;
    if (options.methodFile) {
        auto method = session::readMethod(*options.methodFile);
        if (!method) {
            return fail(method.error());
        }
        how.method = std::move(*method);
    }
    auto store = openForWriting(context);
    const auto ids = store ? chosenRuns(*store, options) : fail(store.error());
    if (!ids) {
        return fail(ids.error());
    }
    Progress progress(context.console, "reprocessing", ids->size());
    how.runner = session::onAllCores([&console = context.console] { return !console.shouldStop(); });
    how.goOn = [&](std::size_t done) {
        progress.at(done);
        return !context.console.shouldStop();
    };
    return session::reprocess(*store, *ids, how);
}

void run(Context &context, const ReprocessOptions &options)
{
    const auto outcomes = reprocessRuns(context, options);
    if (!outcomes) {
        context.console.error(outcomes.error());
        return;
    }
    for (const session::Reprocessed &outcome : *outcomes) {
        for (const std::string &warning : outcome.warnings) {
            context.console.warning(db::runName(outcome.run) + ": " + warning);
        }
        if (outcome.problem) {
            context.console.error(*outcome.problem);
        }
    }
    context.print(tableOf(*outcomes));
}

} // namespace

void addReprocessCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<ReprocessOptions>();
    CLI::App *command =
        program.add_subcommand("reprocess", "Integrate stored runs again, each as a new result version");
    command->add_option("RUN", options->runs, "runs, like R12 (see `tgc runs`)");
    command->add_flag("--all", options->all, "every run that has a signal and is not withdrawn");
    command
        ->add_option("--method", options->methodFile,
                     "by this method; its targets go before the run's where it has any (default: by the method of each "
                     "run's last result)")
        ->type_name("M.toml");
    command->footer(
        "A run's own events stay in force; old versions are kept. On all cores; Ctrl-C ends it, what is saved "
        "by then stays.\nExample:\n  tgc reprocess --all --method h2.toml --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { run(context, *options); }; });
}

} // namespace tgc::cli

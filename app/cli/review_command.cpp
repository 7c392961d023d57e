// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "app/session/exceptions.h"
#include "db/dates.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct ReviewOptions {
    session::ExceptionFilter filter;
    std::vector<std::string> only;
    bool noVerify = false;
};

std::vector<std::string> kindNames()
{
    std::vector<std::string> names;
    for (const session::ExceptionKind kind : session::exceptionKinds) {
        names.emplace_back(session::toString(kind));
    }
    return names;
}

formats::OutTable tableOf(const std::vector<session::Exception> &exceptions)
{
    formats::OutTable table{
        "review", {"exception", "subject", "of", "version", "group", "made_by", "at_utc", "approved_by", "says"}, {}};
    for (const session::Exception &one : exceptions) {
        table.rows.push_back({textCell(std::string(session::toString(one.kind))), textCell(one.subject),
                              textCell(one.of),
                              numberCell(one.version ? std::optional(static_cast<double>(*one.version)) : std::nullopt),
                              textCell(one.group), textCell(one.madeBy), textCell(one.at_utc), textCell(one.approvedBy),
                              textCell(one.sentence)});
    }
    return table;
}

void review(Context &context, const ReviewOptions &options)
{
    const auto store = openForReading(context);
    session::ExceptionFilter filter = options.filter;
    filter.verify = !options.noVerify;
    auto found = store ? session::exceptionsIn(*store, filter, [&context] { return !context.console.shouldStop(); })
                       : fail(store.error());
    if (context.console.shouldStop()) {
        context.console.stopped();
        return;
    }
    if (!found) {
        context.console.error(found.error());
        return;
    }
    const bool altered = std::any_of(found->begin(), found->end(), [](const session::Exception &one) {
        return one.kind == session::ExceptionKind::Altered;
    });
    std::erase_if(*found, [&](const session::Exception &one) {
        return !options.only.empty() &&
               std::find(options.only.begin(), options.only.end(), session::toString(one.kind)) == options.only.end();
    });
    if (altered) { // said whatever the list was narrowed to
        context.console.raise(ExitStatus::Store);
        context.console.warning("records are not what was written: `tgc verify` lists them");
    }
    if (found->empty() && context.format(Format::Csv) == Format::Table) {
        context.console.write("nothing to look at\n");
        return;
    }
    context.print(tableOf(*found));
}

} // namespace

void addReviewCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<ReviewOptions>();
    CLI::App *command = program.add_subcommand(
        "review", "List what a reviewer has to look at: edits by hand, left-out standards, broken runs, flags ...");
    command->add_option("--group", options->filter.group, "only of this group")->type_name("G");
    command->add_option("--since", options->filter.since, "only records of that day (UTC) or later")
        ->check([](const std::string &day) {
            return db::isDate(day) ? std::string() : "\"" + day + "\" is not a date; write YYYY-MM-DD";
        })
        ->type_name("YYYY-MM-DD");
    command->add_option("--only", options->only, "only exceptions of this kind; may be given several times")
        ->check(CLI::IsMember(kindNames()))
        ->type_name("KIND");
    command->add_flag("--unapproved", options->filter.unapprovedOnly, "leave out what is approved");
    command->add_flag("--no-verify", options->noVerify,
                      "do not check every record against the trail, which takes time");
    command->footer(
        "Looked at are the latest version of each result, the runs, the calibrations in use, and the trail; worst "
        "first. "
        "Kinds:\n"
        "altered (not what was written: exit status 4), approved-replaced (took the place of an approved version),\n"
        "own-approval, retired-calibration, broken-run (aborted, failed, stopped, interrupted), clock-jump, "
        "manual-edit,\n"
        "unused-point (a standard left out), out-of-range (outside the standards, or saturated), flagged, simulated,\n"
        "unsaved-edits. What is not listed has nothing of the kind. `tgc approve` approves what was looked at.\n"
        "Example:\n  tgc review --unapproved --format table --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { review(context, *options); }; });
}

} // namespace tgc::cli

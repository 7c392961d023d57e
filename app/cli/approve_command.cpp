// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/store_access.h"
#include "db/approvals.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct ApproveOptions {
    std::vector<std::string> subjects;
    std::optional<std::string> calibration;
    std::optional<std::string> kind;
    std::optional<int> version;
    std::optional<std::string> reviewer;
    std::string statement;
    std::optional<std::string> takeBack;
};

/// The latest version of what a run or a sample is known by.
Result<db::StoredResult> latestOf(const db::Store &store, const std::string &subject, const ApproveOptions &options)
{
    if (subject.empty()) {
        return fail(ErrorCode::BadInput, "a sample or run without a name: leave it out");
    }
    db::ResultFilter filter;
    filter.latestOnly = true;
    filter.withdrawnToo = false;
    // A sample may be called "12": a run is R12 here.
    const bool mayBeRun = options.kind != "breakdown" && (subject.front() == 'R' || subject.front() == 'r');
    const auto run = mayBeRun ? db::runIdFromName(subject) : std::nullopt;
    if (run) {
        filter.runId = *run;
    } else {
        db::SampleFilter named;
        named.sampleId = subject;
        const auto samples = store.samples(named);
        if (!samples) {
            return fail(samples.error());
        }
        if (samples->empty()) {
            return fail(ErrorCode::BadInput, "there is no sample \"" + subject + "\" (see `tgc samples`)");
        }
        filter.sampleId = samples->front().id;
    }
    filter.kind = options.kind.value_or(run ? "integration" : "breakdown");
    auto results = store.results(filter);
    if (!results) {
        return fail(results.error());
    }
    if (results->empty()) {
        return fail(ErrorCode::BadInput, subject + ": there is no " + *filter.kind + " in the store to approve");
    }
    if (options.version && results->front().version != *options.version) {
        return fail(ErrorCode::BadInput, subject + ": its latest " + *filter.kind + " is version " +
                                             std::to_string(results->front().version) + ", not " +
                                             std::to_string(*options.version) + ": look at it first");
    }
    return std::move(results->front());
}

/// By name the newest that is not retired, or by its number.
Result<db::StoredCalibration> calibrationOf(const db::Store &store, const std::string &name)
{
    auto all = store.calibrations();
    if (!all) {
        return fail(all.error());
    }
    const auto found = std::find_if(all->begin(), all->end(), [&](const db::StoredCalibration &each) {
        return each.calibration.name == name || std::to_string(each.id) == name;
    });
    return found == all->end() ? fail(ErrorCode::BadInput, "there is no calibration \"" + name + "\" in use")
                               : Result<db::StoredCalibration>(std::move(*found));
}

/// One approval as it is told.
void add(formats::OutTable &table, Context &context, const std::string &subject, const std::string &kind,
         std::optional<int> version, const db::ApprovalWords &words, const db::GivenApproval &given)
{
    table.rows.push_back({textCell(subject), textCell(kind),
                          numberCell(version ? std::optional(static_cast<double>(*version)) : std::nullopt),
                          textCell(words.reviewer), textCell(given.madeBy),
                          textCell(std::string(db::toString(given.ownWork))), textCell(words.statement)});
    if (given.ownWork == db::OwnWork::Yes) {
        context.console.warning(subject + ": " + words.reviewer +
                                " approves their own work; `tgc review` lists this as own-approval");
    } else if (given.ownWork == db::OwnWork::NotKnown) {
        context.console.warning(subject + ": it was made from this account, and nobody said by whom: that " +
                                words.reviewer + " is another person is not known");
    }
}

void takeBack(Context &context, db::Store &store, const ApproveOptions &options)
{
    for (const std::string &subject : options.subjects) {
        const auto result = latestOf(store, subject, options);
        const auto done = result ? db::takeBackApproval(store, result->id, *options.takeBack) : fail(result.error());
        done ? context.console.write(subject + ", version " + std::to_string(result->version) +
                                     ": the approval was taken back\n")
             : context.console.error({done.error().code, subject + ": " + done.error().message});
    }
}

void approve(Context &context, const ApproveOptions &options)
{
    if (options.subjects.empty() == !options.calibration.has_value()) {
        context.console.error({ErrorCode::BadInput, "name what is approved: samples or runs, or one --calibration"});
        return;
    }
    if (options.takeBack && options.calibration) {
        context.console.error({ErrorCode::BadInput, "a calibration's approval is for good: retire the calibration in "
                                                    "the desktop instead"});
        return;
    }
    auto store = openForWriting(context);
    if (!store) {
        context.console.error(store.error());
        return;
    }
    const db::ApprovalWords words{options.reviewer.value_or(context.operatorName()), options.statement};
    if (context.operatorName().empty()) {
        store->setOperator(words.reviewer);
    }
    if (options.takeBack) {
        takeBack(context, *store, options);
        return;
    }
    formats::OutTable table{
        "approved", {"subject", "kind", "version", "reviewer", "made_by", "own_work", "statement"}, {}};
    if (options.calibration) {
        const auto curve = calibrationOf(*store, *options.calibration);
        const auto given = curve ? db::approveCalibrationAs(*store, curve->id, words) : fail(curve.error());
        if (!given) {
            context.console.error(given.error());
            return;
        }
        add(table, context, curve->calibration.name, "calibration", std::nullopt, words, *given);
    }
    for (const std::string &subject : options.subjects) {
        const auto result = latestOf(*store, subject, options);
        const auto given = result ? db::approveResult(*store, result->id, words) : fail(result.error());
        if (!given) {
            context.console.error(given.error());
            if (given.error().code == ErrorCode::Store) { // locked, full: so it would be for the others
                break;
            }
            continue;
        }
        add(table, context, subject, result->result.kind, result->version, words, *given);
    }
    if (!table.rows.empty()) {
        context.print(table);
    }
}

} // namespace

void addApproveCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<ApproveOptions>();
    CLI::App *command =
        program.add_subcommand("approve", "Approve and lock the latest result of samples or runs, or a calibration");
    command->add_option("SUBJECT", options->subjects,
                        "samples by name (their breakdown) or runs like R12 (their integration)");
    command->add_option("--calibration", options->calibration, "a calibration, by its name or number")->type_name("C");
    command->add_option("--kind", options->kind, "of the result (default: breakdown of a sample, integration of a run)")
        ->type_name("KIND");
    command->add_option("--version", options->version, "refuse unless the latest version is this one")->type_name("N");
    command->add_option("--reviewer", options->reviewer, "who reviewed (default: --operator)")->type_name("NAME");
    command->add_option("--statement", options->statement, "what was checked, in the reviewer's words")
        ->type_name("TEXT");
    command->add_option("--take-back", options->takeBack, "take the approval of a result back, for this reason")
        ->type_name("REASON");
    command->footer(
        "An approved version is locked: it cannot be withdrawn, and a later version says that it takes the place of "
        "an\n"
        "approved one and is not approved itself. Records that are not what was written are not approved. Who "
        "approves\n"
        "their own work is warned, and the approval is marked so. An approval that is taken back stays on record.\n"
        "Example:\n  tgc approve cell-01 --reviewer \"J. Doe\" --statement \"peaks and blank checked\" --db "
        "lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { approve(context, *options); }; });
}

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/care_acts_command.h"
#include "app/cli/care_table.h"
#include "app/cli/commands.h"
#include "app/cli/store_access.h"

namespace tgc::cli {

namespace {

struct CareCommandOptions {
    session::CareScope scope;
    care::CareOptions limits;
    double retentionPercent = 5.0;
    double soonDays = 3.0;
    std::optional<std::string> target;
    bool runs = false;
};

Result<session::CareState> readState(Context &context, const CareCommandOptions &options)
{
    care::CareOptions limits = options.limits;
    limits.retention.shrink = options.retentionPercent / 100.0;
    limits.retention.soon = hours(24.0 * options.soonDays);
    const auto store = openForReading(context);
    auto state = store ? session::careState(*store, std::chrono::system_clock::now(), limits, options.scope)
                       : fail(store.error());
    if (state) {
        for (const std::string &remark : state->remarks) {
            context.console.warning(remark);
        }
        if (options.target) {
            std::erase_if(state->series, [&](const auto &series) { return series.target != *options.target; });
        }
    }
    return state;
}

/// "GC 1, septum"
std::string nameOf(const care::CareRow &row)
{
    return row.bench.empty() ? row.subject : row.bench + ", " + row.subject;
}

void showState(Context &context, const CareCommandOptions &options)
{
    const auto state = readState(context, options);
    if (!state) {
        context.console.error(state.error());
        return;
    }
    context.print(careTable(*state));
    for (const care::CareRow &row : state->rows) {
        if (row.verdict == care::Verdict::Due) {
            context.console.failedCheck(nameOf(row) + ": " + row.words);
        }
    }
}

void showDrift(Context &context, const CareCommandOptions &options)
{
    const auto state = readState(context, options);
    if (!state) {
        context.console.error(state.error());
        return;
    }
    context.print(options.runs ? driftRunsTable(*state) : driftTable(*state));
    for (const session::DriftSeries &series : state->series) {
        const DriftVerdict verdict = series.drift.verdict;
        if (series.present && (verdict == DriftVerdict::BakeOutNow || verdict == DriftVerdict::LookElsewhere)) {
            context.console.failedCheck(series.bench + ", " + series.target + ": " + std::string(wordOf(verdict)) +
                                        ", " + series.drift.words);
        }
    }
}

void addScope(CLI::App &command, CareCommandOptions &options)
{
    command.add_option("--bench", options.scope.bench, "only this bench or instrument")->type_name("NAME");
    command.add_flag("--all", options.scope.all,
                     "also instruments that no act is recorded of and that were not used for 30 days");
}

void addRetentionLimits(CLI::App &command, CareCommandOptions &options)
{
    RetentionLimits &limits = options.limits.retention;
    command
        .add_option("--retention-limit", options.retentionPercent,
                    "bake out where retention is so much less than after the last bake-out, % (default 5)")
        ->check(CLI::Range(0.1, 90.0))
        ->type_name("P");
    command
        .add_option("--resolution-limit", limits.resolution,
                    "bake out where N2 to O2 are resolved less than this (default 1.5)")
        ->check(CLI::PositiveNumber)
        ->type_name("R");
    command
        .add_option("--soon-injections", limits.soonInjections,
                    "tell beforehand of a limit that is so near, injections (default 30)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("N");
    command.add_option("--soon-days", options.soonDays, "or so near, days (default 3)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("D");
}

void addCounterLimits(CLI::App &command, CareCommandOptions &options)
{
    care::CareOptions &limits = options.limits;
    command.add_option("--septum-limit", limits.septumInjections, "injections through one septum (default 150)")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command.add_option("--column-limit", limits.columnInjections, "injections into one column (default: only counted)")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command.add_option("--leak-check-days", limits.leakCheckDays, "days between leak checks (default 30)")
        ->check(CLI::PositiveNumber)
        ->type_name("D");
    command
        .add_option("--carrier-minimum", limits.carrierMinimum_kPa,
                    "change the carrier's cylinder below this pressure, kPa (default 1000)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("KPA");
    command
        .add_option("--standard-minimum", limits.standardMinimum_kPa,
                    "of a standard whose certificate names no minimum pressure, kPa (default 1000)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("KPA");
    command
        .add_option("--expiry-days", limits.expirySoonDays,
                    "tell of a certificate's end so long beforehand, days (default 30)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("D");
}

} // namespace

void addCareCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<CareCommandOptions>();
    CLI::App *command = program.add_subcommand(
        "care", "Care of the gas chromatograph: bake-out, septum, column, leak checks, cylinders; what is due");
    command->require_subcommand(0, 1);
    addScope(*command, *options);
    addRetentionLimits(*command, *options);
    addCounterLimits(*command, *options);
    command->footer("Without a command below: a row a subject. Status 1 where something is due. docs/care.md tells how "
                    "each verdict comes about and why the limits are what they are.\n"
                    "Example:\n  tgc care --db lab.sqlite");
    command->callback([options, command, &chosen] {
        if (command->get_subcommands().empty()) {
            chosen = [options](Context &context) { showState(context, *options); };
        }
    });

    auto driftOptions = std::make_shared<CareCommandOptions>();
    CLI::App *drift = command->add_subcommand("drift", "Retention since the last bake-out, with its trend");
    addScope(*drift, *driftOptions);
    addRetentionLimits(*drift, *driftOptions);
    drift->add_option("--target", driftOptions->target, "only this target")->type_name("NAME");
    drift->add_flag("--runs", driftOptions->runs, "a row a run instead of a row a series");
    drift->footer(
        "A series is one target in one channel, by one method, since the last bake-out or new column. Status 1 "
        "where the present method's series asks for a bake-out.\n"
        "Example:\n  tgc care drift --target H2 --runs --format csv > h2.csv");
    drift->callback(
        [driftOptions, &chosen] { chosen = [driftOptions](Context &context) { showDrift(context, *driftOptions); }; });

    addCareActCommands(*command, chosen);
}

} // namespace tgc::cli

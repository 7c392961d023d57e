// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/calibration/check_standards.h"
#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/cli/parse_option.h"
#include "app/cli/trace_options.h"
#include "app/formats/calibration_json.h"
#include "app/formats/file_bytes.h"
#include "app/formats/table_row.h"
#include "app/session/standards_table.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct CheckCommandOptions {
    std::string checks;
    std::string calibration;
    std::string recoveryLimit = "5"; // percent
    std::string driftLimit = "5";
    TraceOptions traces;
};

std::string joined(const std::vector<ControlRule> &rules)
{
    std::string all;
    for (const ControlRule rule : rules) {
        all += (all.empty() ? "" : ";") + std::string(toString(rule));
    }
    return all;
}

Result<Calibration> readCalibration(const std::string &file)
{
    const auto bytes = formats::readFileBytes(file);
    return bytes ? formats::calibrationFromJson(*bytes, file) : fail(bytes.error());
}

formats::OutTable resultTable(const formats::TextTable &table, const session::StandardsTable &checks,
                              const std::vector<CheckResult> &results)
{
    const std::string unit(toString(checks.unit));
    formats::OutTable out{"checks",
                          {"level", "replicate", "injected_at", "amount_" + unit, "area", "found_" + unit,
                           "u_found_" + unit, "recovery", "u_recovery", "drift", "rules", "verdict", "source", "flags"},
                          {}};
    for (std::size_t i = 0; i < results.size(); ++i) {
        const CheckResult &result = results[i];
        const StandardPoint &check = checks.points[i];
        const formats::TableRow row(table, table.rows[i]);
        out.rows.push_back(
            {textCell(check.level), textCell(check.replicate), textCell(std::string(row.text("injected_at"))),
             numberCell(check.amount), numberCell(check.area), numberCell(result.found), numberCell(result.foundU),
             numberCell(result.recovery), numberCell(result.recoveryU), numberCell(result.drift),
             textCell(joined(result.rules)), textCell(std::string(toString(result.verdict))),
             textCell(std::string(toString(checks.source))), textCell(result.outOfRange ? "out-of-range" : "")});
    }
    return out;
}

void check(Context &context, const CheckCommandOptions &options)
{
    const auto refuse = [&](const Error &error) { context.console.error(error); };
    const auto recoveryLimit = parsePositive("--recovery-limit", options.recoveryLimit);
    const auto driftLimit = parsePositive("--drift-limit", options.driftLimit);
    if (!recoveryLimit || !driftLimit) {
        return refuse(!recoveryLimit ? recoveryLimit.error() : driftLimit.error());
    }
    const auto curve = readCalibration(options.calibration);
    if (!curve) {
        return refuse(curve.error());
    }
    const auto table = readInputTable(options.checks, context.console);
    if (!table) {
        return refuse(table.error());
    }
    const auto integrator = traceIntegrator(options.traces, options.checks);
    if (!integrator) {
        return refuse(integrator.error());
    }
    const auto checks = session::readStandards(*table, *integrator, {"injected_at"});
    if (!checks) {
        return refuse(checks.error());
    }
    for (const std::string &warning : checks->warnings) {
        context.console.warning(warning);
    }
    if (checks->unit != curve->unit) {
        return refuse({ErrorCode::BadInput, options.checks + ": its amounts are in " +
                                                std::string(toString(checks->unit)) + ", the calibration's in " +
                                                std::string(toString(curve->unit)) +
                                                ": both must be the same quantity"});
    }
    if (!checks->areaUnit.empty() && !curve->areaUnit.empty() && checks->areaUnit != curve->areaUnit) {
        return refuse({ErrorCode::BadInput, options.checks + ": its areas are in " + checks->areaUnit +
                                                ", the calibration's in " + curve->areaUnit});
    }
    const auto results = checkStandards(*curve, checks->points, {*recoveryLimit / 100.0, *driftLimit / 100.0});
    if (!results) {
        return refuse({results.error().code, options.checks + ": " + results.error().message});
    }
    context.print(resultTable(*table, *checks, *results));
    for (const CheckResult &result : *results) {
        if (result.verdict == CheckVerdict::Failed) {
            context.console.raise(ExitStatus::CheckFailed);
        }
    }
}

} // namespace

void addCheckCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<CheckCommandOptions>();
    CLI::App *command = program.add_subcommand(
        "check", "Hold check standards against a calibration: recovery, drift, control rules, a verdict");
    command
        ->add_option("CHECKS.csv", options->checks,
                     "columns as of standards, a row an injection in order of time; injected_at is passed on")
        ->required();
    command->add_option("--calibration", options->calibration, "a calibration made by tgc calibrate")
        ->required()
        ->type_name("CAL.json");
    command
        ->add_option("--recovery-limit", options->recoveryLimit,
                     "how far a recovery may be from 100 %, in percent (default 5)")
        ->type_name("PERCENT");
    command
        ->add_option("--drift-limit", options->driftLimit,
                     "how far the response may move from one check to the next, in percent (default 5)")
        ->type_name("PERCENT");
    addTraceOptions(*command, options->traces);
    command->footer("Status 1 when a check failed. Westgard's rules from six checks on.\n"
                    "Example:\n  tgc check CHECKS.csv --calibration CAL.json");
    command->callback([options, &chosen] { chosen = [options](Context &context) { check(context, *options); }; });
}

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/check_options.h"
#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/cli/trace_options.h"
#include "app/formats/calibration_json.h"
#include "app/formats/file_bytes.h"
#include "app/formats/table_row.h"
#include "app/session/checks_table.h"
#include "app/session/foils_table.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct CheckCommandOptions {
    std::string checks;
    std::string calibration;
    std::optional<std::string> blanks;
    CheckLimitOptions limits;
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

formats::OutTable resultTable(const formats::TextTable &table, const session::ChecksTable &checks)
{
    const std::string unit(toString(checks.standards.unit));
    formats::OutTable out{"checks",
                          {"level", "replicate", "injected_at", "amount_" + unit, "area", "found_" + unit,
                           "u_found_" + unit, "recovery", "u_recovery", "drift", "rules", "verdict", "source", "flags",
                           "reason", "replicate_rsd", "mean_recovery", "u_mean_recovery"},
                          {}};
    for (std::size_t i = 0; i < checks.results.size(); ++i) {
        const auto &result = checks.results[i];
        const auto number = [&](auto member) {
            return numberCell(result ? std::optional(*result.*member) : std::nullopt);
        };
        const StandardPoint &check = checks.standards.points[i];
        const formats::TableRow row(table, table.rows[i]);
        out.rows.push_back(
            {textCell(check.level), textCell(check.replicate), textCell(std::string(row.text("injected_at"))),
             numberCell(check.amount), numberCell(check.area), number(&CheckResult::found),
             number(&CheckResult::foundU), number(&CheckResult::recovery), number(&CheckResult::recoveryU),
             numberCell(result ? result->drift : std::nullopt), textCell(result ? joined(result->rules) : ""),
             textCell(result ? std::string(toString(result->verdict)) : "not-used"),
             textCell(std::string(toString(checks.standards.source))),
             textCell(result && result->outOfRange ? "out-of-range" : ""), textCell(check.reason),
             numberCell(checks.replicates[i] ? std::optional(checks.replicates[i]->rsd) : std::nullopt),
             numberCell(checks.recovery ? std::optional(checks.recovery->value) : std::nullopt),
             numberCell(checks.recovery ? std::optional(checks.recovery->u) : std::nullopt)});
    }
    return out;
}

formats::OutTable foilTable(const session::FoilChecks &checks)
{
    formats::OutTable out{"foils",
                          {"sample_id", "li_ug", "u_li_ug", "found_ug", "u_found_ug", "recovery", "u_recovery",
                           "verdict", "source", "flags", "mean_recovery", "u_mean_recovery"},
                          {}};
    for (const session::FoilResult &foil : checks.foils) {
        std::string flags;
        for (const std::string &flag : foil.flags) {
            flags += (flags.empty() ? "" : ";") + flag;
        }
        out.rows.push_back({textCell(foil.sampleId), numberCell(inMicrograms(foil.known.value)),
                            numberCell(inMicrograms(foil.known.u)), numberCell(inMicrograms(foil.found.value)),
                            numberCell(inMicrograms(foil.found.u)), numberCell(foil.recovery.value),
                            numberCell(foil.recovery.u), textCell(std::string(toString(foil.verdict))),
                            textCell(std::string(toString(foil.source))), textCell(flags),
                            numberCell(checks.recovery.value), numberCell(checks.recovery.u)});
    }
    return out;
}

void say(Context &context, const formats::OutTable &table, const std::vector<std::string> &warnings,
         const std::vector<std::string> &failures)
{
    for (const std::string &warning : warnings) {
        context.console.warning(warning);
    }
    context.print(table);
    for (const std::string &failure : failures) {
        context.console.failedCheck(failure);
    }
}

void check(Context &context, const CheckCommandOptions &options)
{
    const auto refuse = [&](const Error &error) { context.console.error(error); };
    const auto limits = checkLimits(options.limits);
    if (!limits) {
        return refuse(limits.error());
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
    if (session::isFoilsTable(*table)) {
        const auto blanks = options.blanks ? readInputTable(*options.blanks, context.console).map([](auto read) {
            return std::optional(std::move(read));
        })
                                           : Result<std::optional<formats::TextTable>>();
        if (!blanks) {
            return refuse(blanks.error());
        }
        const auto foils = session::checkFoils(*table, *blanks, *curve, {}, *integrator, limits->recoveryLimit);
        return foils ? say(context, foilTable(*foils), foils->warnings, foils->failures) : refuse(foils.error());
    }
    if (options.blanks) {
        return refuse({ErrorCode::BadInput, "--blanks: only foils have blanks (a table with sampling, and li_ug, "
                                            "foil_mg or plated_mAh)"});
    }
    const auto checks = session::readChecks(*table, *curve, *integrator, *limits);
    if (!checks) {
        return refuse(checks.error());
    }
    say(context, resultTable(*table, *checks), checks->standards.warnings,
        session::failuresOf(*checks, options.checks, *limits));
}

} // namespace

void addCheckCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<CheckCommandOptions>();
    CLI::App *command = program.add_subcommand(
        "check", "Hold check standards against a calibration: recovery, drift, control rules, a verdict");
    command
        ->add_option(
            "CHECKS.csv", options->checks,
            "columns as of standards, a row an injection; or vials with a known mass of Li: columns as of samples, and "
            "li_ug, foil_mg or plated_mAh, each with its u_")
        ->required();
    command->add_option("--calibration", options->calibration, "a calibration made by tgc calibrate")
        ->required()
        ->type_name("CAL.json");
    command->add_option("--blanks", options->blanks, "of foils: the same columns, no lithium")->type_name("BLANKS.csv");
    addCheckLimits(*command, options->limits);
    addTraceOptions(*command, options->traces);
    command->footer("Status 1 when a check failed. Westgard's rules from six checks on.\n"
                    "Example:\n  tgc check CHECKS.csv --calibration CAL.json");
    command->callback([options, &chosen] { chosen = [options](Context &context) { check(context, *options); }; });
}

} // namespace tgc::cli

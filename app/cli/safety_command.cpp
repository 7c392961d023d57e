// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/session/safety_rows.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct SafetyOptions {
    std::string samples;
    std::optional<std::string> metals;
};

formats::OutTable safetyTable(const std::vector<session::SafetyRow> &rows)
{
    formats::OutTable table{"safety",
                            {"sample_id", "group", "li_upper_mAh", "h2_umol", "pressure_kPa", "gauge_kPa",
                             "pressure_rating_kPa", "allowed_gauge_kPa", "verdict", "reason"},
                            {}};
    const auto kPa = [](const std::optional<Pressure> &pressure) {
        return numberCell(pressure ? std::optional(inKilopascals(*pressure)) : std::nullopt);
    };
    for (const session::SafetyRow &row : rows) {
        const DoseSafety &worst = row.worst;
        table.rows.push_back({textCell(row.sampleId), textCell(row.group),
                              numberCell(row.lithium ? std::optional(inMilliampereHours(*row.lithium)) : std::nullopt),
                              numberCell(worst.hydrogen ? std::optional(inMicromoles(*worst.hydrogen)) : std::nullopt),
                              kPa(worst.worst), kPa(worst.worstGauge), kPa(row.rating), kPa(worst.limit),
                              textCell(worst.safe              ? "safe"
                                       : worst.missing.empty() ? "do-not-dose"
                                                               : "not-known"),
                              textCell(worst.reason)});
    }
    return table;
}

void safety(Context &context, const SafetyOptions &options)
{
    const auto metals = session::metalsWith(options.metals);
    if (!metals) {
        context.console.error(metals.error());
        return;
    }
    const auto table = readInputTable(options.samples, context.console);
    if (!table) {
        context.console.error(table.error());
        return;
    }
    const auto checked = session::safetyOf(*table, *metals);
    if (!checked) {
        context.console.error(checked.error());
        return;
    }
    for (const std::string &warning : checked->warnings) {
        context.console.warning(warning);
    }
    context.print(safetyTable(checked->rows));
    for (const session::SafetyRow &row : checked->rows) {
        if (!row.worst.safe) {
            context.console.raise(ExitStatus::CheckFailed);
        }
    }
}

} // namespace

void addSafetyCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<SafetyOptions>();
    CLI::App *command =
        program.add_subcommand("safety", "The worst pressure of each vial, before water is dosed into it");
    command
        ->add_option("SAMPLES.csv", options->samples,
                     "vial_volume_mL, solids_volume_mL, liquid_volume_mL (mL of water to be dosed), temperature_C, "
                     "pressure_rating_kPa (of the vial, above the air outside), and the metal: foil_mg and "
                     "charge_plated_mAh, or li_upper_mAh; columns of draws and areas are not needed")
        ->required();
    command->add_option("--metals", options->metals, "metals of your own, as for tgc quantify (docs/file-formats.md)")
        ->type_name("FILE.toml");
    command->footer(
        "All foil and all plated charge are taken for metal that turns into hydrogen, none of which dissolves; "
        "pressure_kPa is absolute. Status 1 where a vial is not safe or something is missing. It computes from what is "
        "typed, and guards nothing: this program is not a safety system (docs/safety.md).\n"
        "Example:\n  tgc safety SAMPLES.csv --format csv");
    command->callback([options, &chosen] { chosen = [options](Context &context) { safety(context, *options); }; });
}

} // namespace tgc::cli

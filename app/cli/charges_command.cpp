// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/formats/import_cycler.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct ChargesOptions {
    std::vector<std::string> files;
    std::string columns;
    std::string plating = "discharge";
    bool sum = false;
};

std::string joined(const std::vector<std::string> &notes)
{
    std::string all;
    for (const std::string &note : notes) {
        all += (all.empty() ? "" : "; ") + note;
    }
    return all;
}

std::optional<double> inMilliampereHours(const std::optional<Charge> &charge)
{
    return charge ? std::optional(tgc::inMilliampereHours(*charge)) : std::nullopt;
}

CycleDirection platingOf(const ChargesOptions &options)
{
    return options.plating == "charge" ? CycleDirection::Charging : CycleDirection::Discharging;
}

std::string roleOf(bool plates)
{
    return plates ? "plated" : "stripped";
}

formats::OutTable halfCycleTable()
{
    return {"charges",
            {"file", "vendor", "half", "cycle", "direction", "role", "records", "start_s", "end_s", "charge_mAh",
             "charge_other_rule_mAh", "counter_mAh", "counter_difference_rel", "end_voltage_V", "notes"},
            {}};
}

void addHalfCycles(formats::OutTable &table, const std::string &name, const std::string &vendor,
                   const std::vector<HalfCycle> &halves, const ChargesOptions &options)
{
    for (std::size_t i = 0; i < halves.size(); ++i) {
        const HalfCycle &half = halves[i];
        std::optional<double> difference;
        if (half.counter && inCoulombs(half.integral) > 0.0) {
            difference = double(*half.counter / half.integral) - 1.0;
        }
        table.rows.push_back(
            {textCell(name), textCell(vendor), numberCell(static_cast<double>(i + 1)), numberCell(half.cycle),
             textCell(std::string(toString(half.direction))), textCell(roleOf(half.direction == platingOf(options))),
             numberCell(static_cast<double>(half.records)), numberCell(inSeconds(half.start)),
             numberCell(inSeconds(half.end)), numberCell(tgc::inMilliampereHours(half.integral)),
             numberCell(tgc::inMilliampereHours(half.otherRule)), numberCell(inMilliampereHours(half.counter)),
             numberCell(difference), numberCell(half.endVoltage_V), textCell(joined(half.notes))});
    }
}

formats::OutTable sumTable()
{
    return {"charges",
            {"file", "vendor", "half_cycles", "charge_plated_mAh", "charge_stripped_mAh", "inactive_mAh",
             "counter_plated_mAh", "counter_stripped_mAh", "cycling_time_h", "last_role", "last_voltage_V", "notes"},
            {}};
}

/// The columns that a table of samples takes over.
void addSum(formats::OutTable &table, const std::string &name, const std::string &vendor,
            const std::vector<HalfCycle> &halves, const ChargesOptions &options)
{
    const CellCharges cell = cellCharges(halves, platingOf(options));
    table.rows.push_back(
        {textCell(name), textCell(vendor), numberCell(static_cast<double>(halves.size())),
         numberCell(tgc::inMilliampereHours(cell.plated)), numberCell(tgc::inMilliampereHours(cell.stripped)),
         numberCell(tgc::inMilliampereHours(cell.plated - cell.stripped)),
         numberCell(inMilliampereHours(cell.counterPlated)), numberCell(inMilliampereHours(cell.counterStripped)),
         numberCell(inHours(cell.flowing)), textCell(halves.empty() ? "" : roleOf(cell.endsPlated)),
         numberCell(cell.lastVoltage_V), textCell(joined(cell.notes))});
}

void charges(Context &context, const ChargesOptions &options)
{
    std::vector<formats::CyclerLayout> layouts;
    if (!options.columns.empty()) {
        auto own = formats::cyclerLayoutsOf(options.columns);
        if (!own) {
            context.console.error(own.error());
            return;
        }
        layouts = std::move(*own);
    }
    formats::OutTable table = options.sum ? sumTable() : halfCycleTable();
    Progress progress(context.console, "reading", options.files.size());
    for (std::size_t i = 0; i < options.files.size() && !context.console.shouldStop(); ++i) {
        progress.at(i);
        const std::string &name = options.files[i];
        const auto file = formats::importCycler(name, layouts);
        if (!file) {
            context.console.error(file.error());
            continue;
        }
        for (const std::string &warning : file->warnings) {
            context.console.warning(warning);
        }
        const auto halves = halfCycles(file->records, file->rules);
        if (halves.empty()) {
            context.console.warning(name + ": no current flows in this file");
        }
        (options.sum ? addSum : addHalfCycles)(table, name, file->vendor, halves, options);
    }
    context.print(table);
}

} // namespace

void addChargesCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<ChargesOptions>();
    CLI::App *command = program.add_subcommand(
        "charges", "Charges of each half cycle in cycler files, integrated from the records and held against the "
                   "cycler's own counter");
    command
        ->add_option(
            "FILE", options->files,
            "Neware, Arbin, Landt, BDF, BioLogic, Maccor, Novonix, Basytec, or a table with time_s (time_h) and "
            "current_A (current_mA), best with cycle and step")
        ->required();
    command
        ->add_option("--columns", options->columns,
                     "headings of another table: time_s=HEADING,current_mA=HEADING[,voltage_V=,cycle=,step=,"
                     "step_time_s=,counter_mAh=]; the current is positive on charge")
        ->type_name("MAP");
    command
        ->add_option("--plating", options->plating,
                     "direction that plates metal on the titrated electrode: discharge in Li||Cu, charge in anode-free "
                     "cells (default discharge)")
        ->check(CLI::IsMember({"discharge", "charge"}))
        ->type_name("");
    command->add_flag("--sum", options->sum,
                      "one row a file, with the columns that a table of samples takes: charge_plated_mAh, "
                      "charge_stripped_mAh, cycling_time_h");
    command->footer("charge_mAh is the integral of the current by the rule of the vendor's files, "
                    "charge_other_rule_mAh by the other one (docs/file-formats.md).\n"
                    "Example:\n  tgc charges cell7.mpt --sum --format csv");
    command->callback([options, &chosen] { chosen = [options](Context &context) { charges(context, *options); }; });
}

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/cli/cycler_options.h"
#include "app/formats/import_cycler.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct ChargesOptions {
    std::vector<std::string> files;
    std::string columns;
    CyclerOptions cycler;
    bool sum = false;
    bool allOrNothing = false;
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

std::string roleOf(bool plates)
{
    return plates ? "plated" : "stripped";
}

formats::OutTable halfCycleTable()
{
    return {"charges",
            {"file", "vendor", "half", "cycle", "direction", "role", "records", "start_s", "end_s", "charge_mAh",
             "charge_other_rule_mAh", "counter_mAh", "counter_difference_rel", "end_voltage_V", "notes",
             "mean_voltage_V", "counted"},
            {}};
}

void addHalfCycles(formats::OutTable &table, const std::string &name, const std::string &vendor,
                   const std::vector<HalfCycle> &halves, const session::CyclerReading &reading)
{
    for (std::size_t i = 0; i < halves.size(); ++i) {
        const HalfCycle &half = halves[i];
        std::optional<double> difference;
        if (half.counter && inCoulombs(half.integral) > 0.0) {
            difference = double(*half.counter / half.integral) - 1.0;
        }
        table.rows.push_back(
            {textCell(name), textCell(vendor), numberCell(static_cast<double>(i + 1)), numberCell(half.cycle),
             textCell(std::string(toString(half.direction))), textCell(roleOf(half.direction == reading.plating)),
             numberCell(static_cast<double>(half.records)), numberCell(inSeconds(half.start)),
             numberCell(inSeconds(half.end)), numberCell(tgc::inMilliampereHours(half.integral)),
             numberCell(tgc::inMilliampereHours(half.otherRule)), numberCell(inMilliampereHours(half.counter)),
             numberCell(difference), numberCell(half.endVoltage_V), textCell(joined(half.notes)),
             numberCell(half.meanVoltage_V), textCell(reading.counts(i + 1) ? "yes" : "no")});
    }
}

formats::OutTable sumTable()
{
    return {"charges",
            {"file", "vendor", "half_cycles", "charge_plated_mAh", "charge_stripped_mAh", "inactive_mAh",
             "counter_plated_mAh", "counter_stripped_mAh", "cycling_time_h", "last_role", "last_voltage_V", "notes",
             "cell_type", "stripped_to_cutoff", "mean_plating_V", "mean_stripping_V", "left_out"},
            {}};
}

/// The columns that a table of samples takes over.
void addSum(formats::OutTable &table, const std::string &name, const std::string &vendor,
            const session::CountedHalves &halves, const session::CyclerReading &reading)
{
    const session::CyclerCharges charges = session::cyclerCharges(halves, reading);
    const CellCharges &cell = charges.cell;
    table.rows.push_back(
        {textCell(name), textCell(vendor), numberCell(static_cast<double>(halves.counted.size())),
         numberCell(tgc::inMilliampereHours(cell.plated)), numberCell(tgc::inMilliampereHours(cell.stripped)),
         numberCell(tgc::inMilliampereHours(cell.plated - cell.stripped)),
         numberCell(inMilliampereHours(cell.counterPlated)), numberCell(inMilliampereHours(cell.counterStripped)),
         numberCell(inHours(cell.flowing)), textCell(halves.counted.empty() ? "" : roleOf(cell.endsPlated)),
         numberCell(cell.lastVoltage_V), textCell(joined(cell.notes)),
         textCell(charges.cellType ? std::string(toString(*charges.cellType)) : std::string()),
         textCell(session::strippedText(charges)), numberCell(charges.voltages.plating_V),
         numberCell(charges.voltages.stripping_V), textCell(session::leftOutText(halves))});
}

/// One file into the table; nothing where it is refused.
Result<void> addFile(formats::OutTable &table, const std::string &name, const ChargesOptions &options,
                     const std::vector<formats::CyclerLayout> &layouts, const session::CyclerReading &reading,
                     Console &console)
{
    const auto file = formats::importCycler(name, layouts);
    if (!file) {
        return fail(file.error());
    }
    for (const std::string &warning : file->warnings) {
        console.warning(warning);
    }
    const auto halves = halfCycles(file->records, file->rules);
    if (halves.empty()) {
        console.warning(name + ": no current flows in this file");
    }
    const auto counted = countedHalvesOf(name, halves, reading);
    if (!counted) {
        return fail(counted.error());
    }
    if (counted->doubt) {
        console.warning(name + ": " + inOptions(*counted->doubt));
    }
    if (options.sum) {
        addSum(table, name, file->vendor, *counted, reading);
    } else {
        addHalfCycles(table, name, file->vendor, halves, reading);
    }
    return {};
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
    const auto reading = cyclerReading(options.cycler);
    if (!reading) {
        context.console.error(reading.error());
        return;
    }
    formats::OutTable table = options.sum ? sumTable() : halfCycleTable();
    bool anyRead = false;
    Progress progress(context.console, "reading", options.files.size());
    for (std::size_t i = 0; i < options.files.size() && !context.console.shouldStop(); ++i) {
        progress.at(i);
        if (const auto added = addFile(table, options.files[i], options, layouts, *reading, context.console); added) {
            anyRead = true;
        } else {
            context.console.error(added.error());
            if (options.allOrNothing) {
                return;
            }
        }
    }
    if (options.allOrNothing && context.console.shouldStop()) {
        return;
    }
    if (anyRead) { // a header alone would look like a file without charges
        context.print(table);
    }
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
    addCyclerOptions(*command, options->cycler);
    command->add_flag("--sum", options->sum,
                      "one row a file, with the columns that a table of samples takes: charge_plated_mAh, "
                      "charge_stripped_mAh, cycling_time_h, cell_type, stripped_to_cutoff");
    command->add_flag("--all-or-nothing", options->allOrNothing, "print nothing when one of the files fails");
    command->footer(
        "charge_mAh is the integral of the current by the rule of the vendor's files, "
        "charge_other_rule_mAh by the other one (docs/file-formats.md).\n"
        "Example:\n  tgc charges cell7.mpt --sum --cell-type reservoir --cutoff 1 --halves 3- --format csv");
    command->callback([options, &chosen] { chosen = [options](Context &context) { charges(context, *options); }; });
}

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/calibration_tables.h"
#include "app/cli/commands.h"
#include "app/cli/spool_runs.h"
#include "app/cli/store_access.h"
#include "app/cli/store_tables.h"
#include "app/cli/write_table.h"
#include "app/formats/atomic_file.h"
#include "app/formats/calibration_json.h"

namespace tgc::cli {

namespace {

struct ExportOptions {
    std::string what;
    std::string out;
    std::optional<std::string> run;
    std::optional<std::string> group;
    std::optional<std::string> channel;
};

Result<void> exportCalibration(const db::Store &store, const std::filesystem::path &out)
{
    const auto calibrations = store.calibrations();
    if (!calibrations) {
        return fail(calibrations.error());
    }
    if (calibrations->empty()) {
        return fail(ErrorCode::BadInput, "there is no calibration in the store; tgc calibrate --store keeps one");
    }
    const std::string &json = calibrations->front().calibration.json;
    if (out.extension() == ".json") {
        return formats::writeFile(out, json + "\n");
    }
    const auto curve = formats::calibrationFromJson(json, "calibration in the store");
    return curve ? writeTable(out, calibrationRows(*curve)) : fail(curve.error());
}

/// The channel that is meant: the one named (a signal recorded beside the detector's too), or the only one that has a
/// signal.
Result<std::string> channelOf(const std::string &name, const db::RunDetails &run,
                              const std::optional<std::string> &wanted)
{
    std::vector<std::string> names;
    std::string list;
    for (std::size_t i = 0; i < run.channels.size(); ++i) {
        const db::StoredChannel &channel = run.channels[i];
        if (wanted && (*wanted == channel.name || *wanted == std::to_string(i + 1))) {
            return channel.name;
        }
        list += (list.empty() ? "" : ", ") + channel.name;
        if (channel.points > 0) {
            names.push_back(channel.name);
        }
    }
    for (const db::StoredChannel &beside : run.companions) {
        if (wanted == beside.name) {
            return beside.name;
        }
        list += wanted ? ", " + beside.name : "";
    }
    if (wanted) {
        return fail(ErrorCode::BadInput, name + ": there is no channel \"" + *wanted + "\"; the run has " + list);
    }
    if (names.size() != 1) {
        return fail(ErrorCode::BadInput, names.empty() ? name + ": holds no signal"
                                                       : name + ": choose one of its channels with --channel: " + list);
    }
    return names.front();
}

Result<void> exportChromatogram(const std::filesystem::path &store, const ExportOptions &options)
{
    if (!options.run) {
        return fail(ErrorCode::BadInput, "export chromatogram needs --run, for example --run R12");
    }
    const auto opened = OpenedRun::open(store, *options.run);
    const auto channel = opened ? channelOf(opened->name(), opened->details(), options.channel) : fail(opened.error());
    if (!channel) {
        return fail(channel.error());
    }
    const std::filesystem::path out = options.out;
    if (out.extension() == ".csv" || out == "-") {
        return writeChromatogram(out, *opened, *channel);
    }
    const auto trace = opened->signal(*channel);
    if (!trace) {
        return fail(trace.error());
    }
    formats::OutTable table{"chromatogram", {"time_s", "signal_" + trace->signalUnit()}, {}};
    for (std::size_t i = 0; i < trace->size(); ++i) {
        table.rows.push_back({formats::numberCell(trace->times_s()[i]), formats::numberCell(trace->values()[i])});
    }
    return writeTable(out, table);
}

Result<formats::OutTable> tableOf(const db::Store &store, const ExportOptions &options)
{
    if (options.what == "breakdown") {
        return breakdownTable(store, options.group);
    }
    if (options.what == "audit") {
        return auditTable(store);
    }
    if (options.what == "runs") {
        db::RunFilter filter;
        filter.group = options.group;
        const auto runs = listRuns(store.file(), filter);
        return runs ? Result<formats::OutTable>(runTable(*runs)) : fail(runs.error());
    }
    std::optional<db::RecordId> run;
    if (options.run) {
        const auto id = parseRun(*options.run);
        if (!id) {
            return fail(id.error());
        }
        if (const auto known = store.run(*id); !known) {
            return fail(known.error());
        }
        run = *id;
    }
    return peakTable(store, run, options.group);
}

Result<void> exportOne(const db::Store &store, const ExportOptions &options)
{
    if (options.what == "calibration") {
        return exportCalibration(store, options.out);
    }
    const auto table = tableOf(store, options);
    return table ? writeTable(options.out, *table) : fail(table.error());
}

/// An option that the table has no use for would widen what is written without a word.
Result<void> checkOptions(const ExportOptions &options)
{
    const auto refuse = [&](const char *option, const std::string &what) {
        return fail(ErrorCode::BadInput, std::string(option) + " does not apply to " + options.what + "; it narrows " +
                                             what + ": leave it out");
    };
    const auto isOneOf = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), options.what) != words.end();
    };
    if (options.run && !isOneOf({"chromatogram", "peaks"})) {
        return refuse("--run", "chromatogram and peaks");
    }
    if (options.group && !isOneOf({"breakdown", "runs", "peaks"})) {
        return refuse("--group", "breakdown, runs and peaks");
    }
    if (options.channel && options.what != "chromatogram") {
        return refuse("--channel", "chromatogram");
    }
    return {};
}

void runExport(Context &context, const ExportOptions &options)
{
    auto done = checkOptions(options);
    if (done && options.what == "chromatogram") {
        done = exportChromatogram(context.databasePath(), options);
    } else if (done) {
        const auto store = openForReading(context);
        done = store ? exportOne(*store, options) : fail(store.error());
    }
    if (!done) {
        context.console.error(done.error());
    }
}

} // namespace

void addExportCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<ExportOptions>();
    CLI::App *command = program.add_subcommand("export", "Write what the store holds as CSV or Excel workbook");
    command
        ->add_option("WHAT", options->what,
                     "breakdown (latest of every sample), runs, peaks, chromatogram, calibration (the latest), audit")
        ->check(CLI::IsMember({"breakdown", "runs", "peaks", "chromatogram", "calibration", "audit"}))
        ->type_name("")
        ->required();
    command->add_option("--out", options->out, "the file, .csv or .xlsx (calibration also .json)")
        ->type_name("FILE")
        ->required();
    command
        ->add_option("--run", options->run,
                     "of this run (chromatogram, peaks), like R12; a chromatogram also by the name of a recording that "
                     "is running or interrupted")
        ->type_name("R");
    command->add_option("--group", options->group, "of this group (breakdown, runs, peaks)")->type_name("G");
    command
        ->add_option("--channel", options->channel,
                     "of the chromatogram, where there are several; also a signal recorded beside it (see `tgc show`)")
        ->type_name("C");
    command->footer("The file appears whole or not at all.\n"
                    "Example:\n  tgc export breakdown --group carbonate --out breakdown.xlsx --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { runExport(context, *options); }; });
}

} // namespace tgc::cli

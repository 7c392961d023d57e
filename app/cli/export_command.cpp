// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/approval_tables.h"
#include "app/cli/calibration_tables.h"
#include "app/cli/commands.h"
#include "app/cli/export_chromatogram.h"
#include "app/cli/spool_runs.h"
#include "app/cli/store_access.h"
#include "app/cli/store_tables.h"
#include "app/cli/write_table.h"
#include "app/formats/atomic_file.h"
#include "app/formats/calibration_json.h"
#include "app/formats/file_bytes.h"
#include "app/formats/write_csv.h"
#include "app/formats/write_xlsx.h"
#include "app/session/bench/utc.h"

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

/// What ties an exported table to the store it came from: the end of its audit trail.
Result<formats::OutTable> provenanceOf(const db::Store &store)
{
    const auto head = store.trailHead();
    if (!head) {
        return fail(head.error());
    }
    formats::OutTable table{"provenance", {"key", "value"}, {}};
    const auto add = [&](const char *key, std::string value) {
        table.rows.push_back({formats::textCell(key), formats::textCell(std::move(value))});
    };
    add("store", store.file().filename().string());
    add("store_id", head->storeId);
    add("trail_entries", std::to_string(head->entries));
    add("trail_chain", head->chain);
    add("exported_at", bench::utcNow());
    add("program", "tgc " TGC_VERSION);
    const auto approved = approvalsInWords(store, "breakdown");
    if (!approved) {
        return fail(approved.error());
    }
    for (const std::string &sentence : *approved) {
        add("approved", sentence);
    }
    return table;
}

/// The breakdown with its provenance: a second sheet of a workbook; of a CSV, whose columns are fixed, a file beside it
/// that also names the CSV's checksum. Standard output has none.
Result<void> exportBreakdown(const db::Store &store, const ExportOptions &options)
{
    const std::filesystem::path out = options.out;
    const auto table = breakdownTable(store, options.group);
    auto provenance = table ? provenanceOf(store) : fail(table.error()); // after it: the trail goes as far at least
    if (!provenance) {
        return fail(provenance.error());
    }
    if (out.extension() == ".xlsx") {
        return formats::writeXlsx(out, {*table, *provenance});
    }
    if (auto written = writeTable(out, *table); !written || out.extension() != ".csv") {
        return written;
    }
    provenance->rows.push_back(
        {formats::textCell("sha256"), formats::textCell(formats::sha256Hex(formats::csvDocument(*table)))});
    return formats::writeCsv(out.string() + ".provenance.csv", *provenance);
}

Result<formats::OutTable> tableOf(const db::Store &store, const ExportOptions &options)
{
    if (options.what == "audit") {
        return auditTable(store);
    }
    if (options.what == "approvals") {
        return approvalTable(store);
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
    if (options.what == "breakdown") {
        return exportBreakdown(store, options);
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
        done = options.run ? exportChromatogram(context.databasePath(), *options.run, options.channel, options.out)
                           : fail(ErrorCode::BadInput, "export chromatogram needs --run, for example --run R12");
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
    CLI::App *command = program.add_subcommand(
        "export", "Write what the store holds as CSV, Excel workbook or, chromatograms, ANDI netCDF");
    command
        ->add_option(
            "WHAT", options->what,
            "breakdown (latest of every sample), runs, peaks, chromatogram, calibration (the latest), audit, approvals")
        ->check(CLI::IsMember({"breakdown", "runs", "peaks", "chromatogram", "calibration", "audit", "approvals"}))
        ->type_name("")
        ->required();
    command
        ->add_option("--out", options->out,
                     "the file, .csv or .xlsx (calibration also .json, chromatogram also .cdf: ANDI netCDF)")
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
    command->footer(
        "The file appears whole or not at all. A breakdown has its provenance beside it (the end of the store's audit "
        "trail):"
        "\nin a workbook a second sheet, of a CSV the file NAME.csv.provenance.csv. A chromatogram as .cdf is ANDI "
        "netCDF (ASTM E1947)\nwith the peaks of its latest integration.\n"
        "Example:\n  tgc export breakdown --group carbonate --out breakdown.xlsx --db lab.sqlite");
    command->callback([options, &chosen] { chosen = [options](Context &context) { runExport(context, *options); }; });
}

} // namespace tgc::cli

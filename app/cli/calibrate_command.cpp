// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "analysis/calibration/read_amount.h"
#include "analysis/core/decimal.h"
#include "app/cli/calibration_tables.h"
#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/cli/parse_option.h"
#include "app/cli/store_access.h"
#include "app/cli/trace_options.h"
#include "app/formats/atomic_file.h"
#include "app/formats/calibration_json.h"
#include "app/formats/file_bytes.h"
#include "app/session/breakdown_records.h"
#include "app/session/evaluate.h"

namespace tgc::cli {

namespace {

struct CalibrateOptions {
    std::string standards;
    std::string model = "linear";
    std::string origin = "ignore";
    std::string weights = "none";
    std::string from = "points";
    TraceOptions traces;
    std::optional<std::string> out;
    std::vector<std::string> reads;
    std::string confidence = "0.95";
    bool store = false;
};

bool isCalibration(const std::string &file)
{
    return std::filesystem::path(file).extension() == ".json";
}

CalibrationOptions curveOptions(const CalibrateOptions &options)
{
    CalibrationOptions curve;
    // The parser let only known words through.
    curve.model = curveModelFromString(options.model).value_or(CurveModel::Linear);
    curve.origin = curveOriginFromString(options.origin).value_or(CurveOrigin::Ignore);
    curve.weights = curveWeightsFromString(options.weights).value_or(CurveWeights::None);
    curve.fromMeans = options.from == "means";
    return curve;
}

Result<session::StandardsCurve> calibrateTable(const CalibrateOptions &options, Console &console)
{
    const auto table = readInputTable(options.standards, console);
    if (!table) {
        return fail(table.error());
    }
    const auto integrator = traceIntegrator(options.traces, options.standards);
    if (!integrator) {
        return fail(integrator.error());
    }
    return session::calibrateStandards(*table, curveOptions(options), *integrator);
}

Result<void> keep(Context &context, const CalibrateOptions &options, const Calibration &curve)
{
    auto store = openForWriting(context);
    if (!store) {
        return fail(store.error());
    }
    const std::string name = std::filesystem::path(options.out.value_or(options.standards)).stem().string();
    const auto saved = session::storeCalibration(*store, name, curve);
    return saved ? Result<void>() : fail(saved.error());
}

void print(Context &context, const Calibration &curve)
{
    switch (context.format(Format::Json)) {
    case Format::Json: context.console.write(formats::calibrationToJson(curve) + "\n"); break;
    case Format::Csv: context.print(calibrationRows(curve)); break;
    case Format::Table:
        context.print(calibrationSummary(curve));
        context.console.write("\n");
        context.print(calibrationPoints(curve));
        break;
    }
}

Result<std::vector<ReadAmount>> readAreas(const CalibrateOptions &options, const Calibration &curve)
{
    const auto confidence = parsePositive("--confidence", options.confidence);
    if (!confidence || *confidence >= 1.0) {
        return fail(!confidence ? confidence.error()
                                : Error{ErrorCode::BadInput, "--confidence: must lie between 0 and 1"});
    }
    std::vector<ReadAmount> reads;
    for (const std::string &unknown : options.reads) {
        std::vector<double> areas;
        std::size_t begin = 0;
        while (begin <= unknown.size()) {
            const std::size_t end = std::min(unknown.find(',', begin), unknown.size());
            const auto area = parseDotDecimal(unknown.substr(begin, end - begin));
            if (!area) {
                return fail(area.error().code, "--read: " + area.error().message);
            }
            areas.push_back(*area);
            begin = end + 1;
        }
        const auto read = readAmount(curve, areas, *confidence);
        if (!read) {
            return fail(read.error().code, "--read " + unknown + ": " + read.error().message);
        }
        reads.push_back(*read);
    }
    return reads;
}

/// The curve of a CAL.json, which nothing is fitted or kept of.
Result<Calibration> readCalibration(const CalibrateOptions &options)
{
    if (options.reads.empty() || options.out || options.store) {
        return fail(ErrorCode::BadInput, options.standards + ": of a calibration that is made, amounts can be read "
                                                             "with --read AREA; to make one, give STANDARDS.csv");
    }
    const auto bytes = formats::readFileBytes(options.standards);
    return bytes ? formats::calibrationFromJson(*bytes, options.standards) : fail(bytes.error());
}

void readFromCalibration(Context &context, const CalibrateOptions &options)
{
    const auto curve = readCalibration(options);
    const auto reads = curve ? readAreas(options, *curve) : fail(curve.error());
    if (!reads) {
        context.console.error(reads.error());
        return;
    }
    context.print(readAmountsTable(*curve, *reads), Format::Json);
}

void calibrateCommand(Context &context, const CalibrateOptions &options)
{
    if (isCalibration(options.standards)) {
        readFromCalibration(context, options);
        return;
    }
    const auto fitted = calibrateTable(options, context.console);
    if (!fitted) {
        context.console.error(fitted.error());
        return;
    }
    for (const std::string &warning : fitted->warnings) {
        context.console.warning(warning);
    }
    const Calibration &curve = fitted->curve;
    const auto reads = readAreas(options, curve);
    if (!reads) {
        context.console.error(reads.error());
        return;
    }
    if (options.store) {
        if (const auto kept = keep(context, options, curve); !kept) {
            context.console.error(kept.error());
            return;
        }
    }
    if (options.out) {
        if (const auto written = formats::writeFile(*options.out, formats::calibrationToJson(curve) + "\n"); !written) {
            context.console.error(written.error());
            return;
        }
    }
    if (reads->empty()) {
        print(context, curve);
    } else {
        context.print(readAmountsTable(curve, *reads), Format::Json);
    }
}

void addChoice(CLI::App &command, const std::string &name, std::string &value, const std::vector<std::string> &words,
               const std::string &help)
{
    command.add_option(name, value, help + " (default " + value + ")")->check(CLI::IsMember(words))->type_name("");
}

} // namespace

void addCalibrateCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<CalibrateOptions>();
    CLI::App *command = program.add_subcommand("calibrate", "Fit a calibration curve to standards");
    command
        ->add_option(
            "STANDARDS.csv", options->standards,
            "level,replicate,amount_nmol (H2 injected),area or trace[,sd][,used][,u_amount_nmol]; instead of "
            "amount_nmol: fraction_ppm or fraction_percent with injection_volume_mL,pressure_kPa,temperature_C, "
            "or for matched vials vial_h2_umol, li_ug, foil_mg or plated_mAh; with --read also a CAL.json")
        ->required();
    addChoice(*command, "--model", options->model, {"linear", "quadratic", "average-rf"}, "shape of the curve");
    addChoice(*command, "--origin", options->origin, {"ignore", "include", "force"},
              "include adds the point (0,0), force fits without intercept");
    addChoice(*command, "--weights", options->weights, {"none", "1/x", "1/x2", "1/y", "1/y2", "1/s2"},
              "weight of a standard of amount x, area y and area sd s");
    addChoice(*command, "--from", options->from, {"points", "means"}, "fit every injection or the means of the levels");
    addTraceOptions(*command, options->traces);
    command->add_option("--out", options->out, "write the calibration here, for tgc quantify")->type_name("CAL.json");
    command
        ->add_option("--read", options->reads,
                     "read an unknown off the curve and print that instead: its area, or the areas of replicate "
                     "injections with commas between; may be given again for the next unknown")
        ->type_name("AREA[,AREA...]")
        ->allow_extra_args(false);
    command->add_option("--confidence", options->confidence, "of the interval of what is read, 0 to 1 (default 0.95)")
        ->type_name("P");
    command->add_flag("--store", options->store, "keep the calibration in the store (--db)");
    command->footer("Not on a terminal: the calibration as one JSON object.\n"
                    "Example:\n  tgc calibrate STANDARDS.csv --weights 1/x2 --out CAL.json\n"
                    "  tgc calibrate CAL.json --read 40100,39900");
    command->callback(
        [options, &chosen] { chosen = [options](Context &context) { calibrateCommand(context, *options); }; });
}

} // namespace tgc::cli

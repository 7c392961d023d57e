// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/calibration_tables.h"
#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/cli/trace_options.h"
#include "app/formats/atomic_file.h"
#include "app/formats/calibration_json.h"
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
    bool store = false;
};

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

Result<void> keep(const Context &context, const CalibrateOptions &options, const Calibration &curve)
{
    auto store = db::Store::open(context.databasePath());
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

void calibrateCommand(Context &context, const CalibrateOptions &options)
{
    const auto fitted = calibrateTable(options, context.console);
    if (!fitted) {
        context.console.error(fitted.error());
        return;
    }
    for (const std::string &warning : fitted->warnings) {
        context.console.warning(warning);
    }
    const Calibration &curve = fitted->curve;
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
    print(context, curve);
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
            "or for matched vials vial_h2_umol or li_ug")
        ->required();
    addChoice(*command, "--model", options->model, {"linear", "quadratic", "average-rf"}, "shape of the curve");
    addChoice(*command, "--origin", options->origin, {"ignore", "include", "force"},
              "include adds the point (0,0), force fits without intercept");
    addChoice(*command, "--weights", options->weights, {"none", "1/x", "1/x2", "1/y", "1/y2", "1/s2"},
              "weight of a standard of amount x, area y and area sd s");
    addChoice(*command, "--from", options->from, {"points", "means"}, "fit every injection or the means of the levels");
    addTraceOptions(*command, options->traces);
    command->add_option("--out", options->out, "write the calibration here, for tgc quantify")->type_name("CAL.json");
    command->add_flag("--store", options->store, "keep the calibration in the store (--db)");
    command->footer("Not on a terminal: the calibration as one JSON object.\n"
                    "Example:\n  tgc calibrate STANDARDS.csv --weights 1/x2 --out CAL.json");
    command->callback(
        [options, &chosen] { chosen = [options](Context &context) { calibrateCommand(context, *options); }; });
}

} // namespace tgc::cli

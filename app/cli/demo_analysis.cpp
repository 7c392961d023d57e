// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_analysis.h"

#include "app/cli/store_evaluation.h"
#include "app/formats/atomic_file.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/calibration_json.h"
#include "app/formats/read_table.h"
#include "app/formats/write_csv.h"
#include "app/session/breakdown_records.h"
#include "app/session/evaluate.h"
#include "app/session/trace_integrator.h"

namespace tgc::cli {

namespace {

struct Tables {
    formats::TextTable standards;
    formats::TextTable check;
    formats::TextTable blanks;
    formats::TextTable samples;
};

Result<Tables> readTables(const std::filesystem::path &folder)
{
    Tables tables;
    const std::pair<const char *, formats::TextTable *> files[] = {{"standards.csv", &tables.standards},
                                                                   {"check.csv", &tables.check},
                                                                   {"blanks.csv", &tables.blanks},
                                                                   {"samples.csv", &tables.samples}};
    for (const auto &[name, table] : files) {
        auto read = formats::readTable(folder / name);
        if (!read) {
            return fail(read.error());
        }
        *table = std::move(*read);
    }
    return tables;
}

/// The check standard goes through the same reading of amounts as the standards; only its areas meet the curve.
Result<CheckOutcome> checkStandard(const Tables &tables, const Calibration &curve, const CalibrationOptions &options,
                                   const session::TraceIntegrator &integrator)
{
    formats::TextTable both = tables.standards;
    both.rows.insert(both.rows.end(), tables.check.rows.begin(), tables.check.rows.end());
    const auto together = session::calibrateStandards(both, options, integrator);
    if (!together) {
        return fail(together.error());
    }
    const auto replicates = static_cast<int>(tables.check.rows.size());
    CheckOutcome outcome;
    double area = 0.0;
    for (std::size_t i = tables.standards.rows.size(); i < together->curve.points.size(); ++i) {
        outcome.given_nmol = together->curve.points[i].standard.amount;
        area += together->curve.points[i].standard.area / replicates;
    }
    const auto found = amountOf(curve, area, replicates);
    if (!found) {
        return fail(found.error());
    }
    outcome.found_nmol = found->amount;
    outcome.u_nmol = found->u;
    return outcome;
}

Result<void> keep(const std::filesystem::path &folder, const Tables &tables, const DemoOutcome &outcome,
                  const IntegrationOptions &h2)
{
    auto store = db::Store::open(folder / "runs.sqlite");
    if (!store) {
        return fail(store.error());
    }
    const auto keepTraces = [&](const formats::TextTable &table, const char *kind) {
        return storeTraces(*store, table, folder, kind, h2);
    };
    const auto keepSamples = [&](const formats::TextTable &table, db::SampleKind kind) -> Result<void> {
        const auto runs = keepTraces(table, std::string(db::toString(kind)).c_str());
        return runs ? storeSamples(*store, table, kind, Source::Simulated, *runs) : fail(runs.error());
    };
    const auto standards = keepSamples(tables.standards, db::SampleKind::Standard);
    const auto check = standards ? keepTraces(tables.check, "check") : fail(standards.error());
    const auto blanks = check ? keepSamples(tables.blanks, db::SampleKind::Blank) : fail(check.error());
    const auto samples = blanks ? keepSamples(tables.samples, db::SampleKind::Sample) : fail(blanks.error());
    const auto calibration = samples ? session::storeCalibration(*store, "demo", outcome.curve) : fail(samples.error());
    if (!calibration) {
        return fail(calibration.error());
    }
    const auto saved = session::storeBreakdowns(*store, outcome.rows, *calibration, session::breakdownInputs({}));
    return saved ? Result<void>() : fail(saved.error());
}

} // namespace

Result<DemoOutcome> analyseDemoFolder(const std::filesystem::path &folder, const IntegrationOptions &h2,
                                      Console &console)
{
    const auto tables = readTables(folder);
    if (!tables) {
        return fail(tables.error());
    }
    const auto integrator = session::traceIntegrator({folder, h2, std::nullopt});
    CalibrationOptions options;
    options.weights = CurveWeights::InverseX2; // the scatter of an injection is a share of its size
    auto curve = session::calibrateStandards(tables->standards, options, integrator);
    if (!curve) {
        return fail(curve.error());
    }
    const auto check = checkStandard(*tables, curve->curve, options, integrator);
    const auto evaluated =
        check ? session::evaluate(tables->samples, tables->blanks, curve->curve, {}, integrator) : fail(check.error());
    if (!evaluated) {
        return fail(evaluated.error());
    }
    for (const std::string &warning : evaluated->warnings) {
        console.warning(warning);
    }
    DemoOutcome outcome{std::move(curve->curve), evaluated->rows, *check};
    if (auto written =
            formats::writeFile(folder / "calibration.json", formats::calibrationToJson(outcome.curve) + "\n");
        !written) {
        return fail(written.error());
    }
    if (auto kept = keep(folder, *tables, outcome, h2); !kept) {
        return fail(kept.error());
    }
    if (auto written = formats::writeCsv(folder / "breakdown.csv", formats::breakdownTable(outcome.rows)); !written) {
        return fail(written.error());
    }
    return outcome;
}

} // namespace tgc::cli

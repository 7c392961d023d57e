// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_analysis.h"

#include "app/cli/store_access.h"
#include "app/cli/store_evaluation.h"
#include "app/formats/atomic_file.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/calibration_json.h"
#include "app/formats/read_table.h"
#include "app/formats/write_csv.h"
#include "app/session/breakdown_records.h"
#include "app/session/evaluate.h"
#include "app/session/run_records.h"
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

using Traces = std::vector<std::pair<std::string, std::string>>;

/// The peaks of the runs, as they were found for the tables; the runs by their names.
Result<std::map<std::string, db::RecordId>> keepPeaks(db::Store &store, const Traces &traces, const Processing &h2)
{
    std::map<std::string, db::RecordId> runs;
    for (const auto &[trace, name] : traces) {
        const auto id = parseRun(name);
        const auto details = id ? store.run(*id) : fail(id.error());
        if (!details) {
            return fail(details.error());
        }
        std::vector<session::ChannelIntegration> channels;
        for (const db::StoredChannel &channel : details->channels) {
            const auto signal = store.loadSignal(*id, channel.name);
            if (!signal) {
                return fail(signal.error());
            }
            channels.push_back(session::integrateChannel(channel.name, *signal, h2));
        }
        const auto saved = store.saveResult(session::integrationRecord(*id, Source::Simulated, channels));
        if (!saved) {
            return fail(saved.error());
        }
        runs.emplace(name, *id);
    }
    return runs;
}

/// The same table with the runs' own names: the store has what the folder's files were written from.
formats::TextTable withRuns(formats::TextTable table, const Traces &traces)
{
    const auto column = table.column("trace");
    for (formats::TextTable::Row &row : table.rows) {
        for (const auto &[trace, run] : traces) {
            if (column && row.cells[*column] == trace) {
                row.cells[*column] = run;
                break;
            }
        }
    }
    return table;
}

Result<void> keep(const std::filesystem::path &folder, const Tables &tables, const Traces &traces,
                  const DemoOutcome &outcome, const Processing &h2, Console &console)
{
    auto store = openForWriting(console, folder / "runs.sqlite");
    if (!store) {
        return fail(store.error());
    }
    const auto runs = keepPeaks(*store, traces, h2);
    if (!runs) {
        return fail(runs.error());
    }
    const std::pair<const formats::TextTable &, db::SampleKind> all[] = {
        {tables.standards, db::SampleKind::Standard},
        {tables.check, db::SampleKind::Check},
        {tables.blanks, db::SampleKind::Blank},
        {tables.samples, db::SampleKind::Sample},
    };
    for (const auto &[table, kind] : all) {
        if (auto stored = storeSamples(*store, withRuns(table, traces), kind, Source::Simulated, *runs); !stored) {
            return stored;
        }
    }
    const auto calibration = session::storeCalibration(*store, "demo", outcome.curve);
    if (!calibration) {
        return fail(calibration.error());
    }
    const auto saved =
        session::storeBreakdowns(*store, outcome.rows, *calibration, std::vector{session::breakdownInputs({})});
    return saved ? Result<void>() : fail(saved.error());
}

} // namespace

Result<DemoOutcome> analyseDemoFolder(const std::filesystem::path &folder, const Traces &traces, const Processing &h2,
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
    if (auto kept = keep(folder, *tables, traces, outcome, h2, console); !kept) {
        return fail(kept.error());
    }
    if (auto written = formats::writeCsv(folder / "breakdown.csv", formats::breakdownTable(outcome.rows)); !written) {
        return fail(written.error());
    }
    return outcome;
}

} // namespace tgc::cli

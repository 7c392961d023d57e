// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/check_options.h"
#include "app/cli/commands.h"
#include "app/cli/input_table.h"
#include "app/cli/parse_option.h"
#include "app/cli/store_access.h"
#include "app/cli/store_evaluation.h"
#include "app/cli/trace_options.h"
#include "app/cli/write_table.h"
#include "app/formats/breakdown_json.h"
#include "app/formats/breakdown_table.h"
#include "app/formats/calibration_json.h"
#include "app/formats/file_bytes.h"
#include "app/session/breakdown_records.h"
#include "app/session/evaluate.h"
#include "app/session/sample_records.h"
#include "app/session/superseded.h"

namespace tgc::cli {

namespace {

struct QuantifyOptions {
    std::string samples;
    std::string calibration;
    std::optional<std::string> blanks;
    std::string confidence = "0.95";
    int monteCarloTrials = 0;
    std::uint64_t seed = 1;
    std::optional<std::string> checks;
    std::optional<std::string> drift;
    std::optional<std::string> recovery;
    CheckLimitOptions limits;
    std::optional<std::string> blankLimit;
    std::string blankAge = "7"; // days
    TraceOptions traces;
    std::optional<std::string> out;
    std::optional<std::string> metals;
    bool store = false;
};

/// Everything that was read, kept together because storing needs the tables again.
struct Job {
    formats::TextTable samples;
    std::optional<formats::TextTable> blanks;
    Calibration curve;
    session::EvaluationOptions options;
    session::TraceIntegrator integrator;
    session::Method method;
};

/// Traces are named relative to their table; samples and blanks may stand in different folders.
Result<formats::TextTable> readWithTraces(const std::filesystem::path &file, Console &console)
{
    auto table = readInputTable(file, console);
    const auto trace = table ? table->column("trace") : std::nullopt;
    if (trace) {
        for (auto &row : table->rows) {
            if (!row.cells[*trace].empty()) {
                row.cells[*trace] = (file.parent_path() / row.cells[*trace]).string();
            }
        }
    }
    return table;
}

/// --checks, --drift and --recovery; nothing is corrected that was not asked for.
Result<void> readCorrections(const QuantifyOptions &options, Console &console, session::EvaluationOptions &into)
{
    using Correct = session::BatchChecks::Correct;
    const bool recoveryOfChecks = options.recovery == "checks";
    if (options.recovery && !recoveryOfChecks) {
        const auto recovery = parseRecovery(*options.recovery);
        if (!recovery) {
            return fail(recovery.error());
        }
        into.recovery = *recovery;
    }
    if (!options.checks) {
        return options.drift || recoveryOfChecks
                   ? Result<void>(fail(ErrorCode::BadInput,
                                       std::string(options.drift ? "--drift bracket" : "--recovery checks") +
                                           ": name the check standards with --checks CHECKS.csv"))
                   : Result<void>();
    }
    if (options.drift && recoveryOfChecks) {
        return fail(ErrorCode::BadInput, "--drift bracket and --recovery checks divide by the same check standards: "
                                         "choose one");
    }
    const auto limits = checkLimits(options.limits);
    if (!limits) {
        return fail(limits.error());
    }
    auto table = readWithTraces(*options.checks, console);
    if (!table) {
        return fail(table.error());
    }
    into.checks = session::BatchChecks{std::move(*table), *limits,
                                       options.drift      ? Correct::Drift
                                       : recoveryOfChecks ? Correct::Recovery
                                                          : Correct::Nothing};
    return {};
}

Result<Job> jobOf(const QuantifyOptions &options, Console &console)
{
    Job job;
    const auto confidence = parsePositive("--confidence", options.confidence);
    if (!confidence) {
        return fail(confidence.error());
    }
    if (*confidence >= 1.0) {
        return fail(ErrorCode::BadInput, "--confidence: must lie between 0 and 1, for example 0.95");
    }
    job.options.confidence = *confidence;
    job.options.monteCarloTrials = options.monteCarloTrials;
    job.options.seed = options.seed;
    if (options.blankLimit) {
        const auto limit = parsePositive("--blank-limit", *options.blankLimit);
        if (!limit) {
            return fail(limit.error());
        }
        job.options.blankCriteria.largestMean = micromoles(*limit);
    }
    const auto age = parsePositive("--blank-age", options.blankAge);
    if (!age) {
        return fail(age.error());
    }
    job.options.blankCriteria.oldest = hours(24.0 * *age);
    auto metals = session::metalsWith(options.metals);
    if (!metals) {
        return fail(metals.error());
    }
    job.options.metals = std::move(*metals);
    const auto json = formats::readFileBytes(options.calibration);
    if (!json) {
        return fail(json.error());
    }
    auto curve = formats::calibrationFromJson(*json, options.calibration);
    if (!curve) {
        return fail(curve.error());
    }
    job.curve = std::move(*curve);
    auto samples = readWithTraces(options.samples, console);
    if (!samples) {
        return fail(samples.error());
    }
    job.samples = std::move(*samples);
    if (options.blanks) {
        auto blanks = readWithTraces(*options.blanks, console);
        if (!blanks) {
            return fail(blanks.error());
        }
        job.blanks = std::move(*blanks);
    }
    if (auto read = readCorrections(options, console, job.options); !read) {
        return fail(read.error());
    }
    auto integrator = traceIntegrator(options.traces, {});
    if (!integrator) {
        return fail(integrator.error());
    }
    job.integrator = std::move(*integrator);
    auto method = methodOf(options.traces);
    if (!method) {
        return fail(method.error());
    }
    job.method = std::move(*method);
    return job;
}

Result<void> keep(Context &context, const QuantifyOptions &options, const Job &job, const std::vector<Breakdown> &rows)
{
    auto store = openForWriting(context);
    if (!store) {
        return fail(store.error());
    }
    const bool simulated = !rows.empty() && rows.front().source == Source::Simulated;
    const Source source = simulated ? Source::Simulated : Source::Typed;
    const auto keepTable = [&](const formats::TextTable &table, db::SampleKind kind) -> Result<void> {
        const auto runs = storeTraces(*store, table, {}, std::string(db::toString(kind)), job.method);
        return runs ? storeSamples(*store, table, kind, source, *runs) : fail(runs.error());
    };
    // Chromatograms are stored before the samples they belong to; a name that stands for something else is refused first.
    auto named = session::sampleRecords(job.samples, db::SampleKind::Sample, source);
    auto blanks = job.blanks ? session::sampleRecords(*job.blanks, db::SampleKind::Blank, source)
                             : Result<std::vector<db::Sample>>();
    auto checks = job.options.checks ? session::checkRecords(job.options.checks->table, source)
                                     : Result<std::vector<db::Sample>>();
    if (!named || !blanks || !checks) {
        return fail(!named ? named.error() : !blanks ? blanks.error() : checks.error());
    }
    named->insert(named->end(), blanks->begin(), blanks->end());
    named->insert(named->end(), checks->begin(), checks->end());
    if (auto usable = store->checkSamples(*named); !usable) {
        return usable;
    }
    if (auto kept = keepTable(job.samples, db::SampleKind::Sample); !kept) {
        return kept;
    }
    if (job.blanks) {
        if (auto kept = keepTable(*job.blanks, db::SampleKind::Blank); !kept) {
            return kept;
        }
    }
    if (job.options.checks) {
        if (auto kept = keepTable(job.options.checks->table, db::SampleKind::Check); !kept) {
            return kept;
        }
    }
    const auto calibration =
        session::storeCalibration(*store, std::filesystem::path(options.calibration).stem().string(), job.curve);
    if (!calibration) {
        return fail(calibration.error());
    }
    const auto saved = session::storeBreakdowns(
        *store, rows, *calibration, std::vector{session::breakdownInputs(job.options, options.traces.targets)});
    if (!saved) {
        return fail(saved.error());
    }
    for (std::size_t i = 0; i < saved->size(); ++i) {
        if (const std::string words = session::supersededInWords((*saved)[i]); !words.empty()) {
            context.console.warning(rows[i].sampleId + ": " + words);
        }
    }
    return {};
}

void quantify(Context &context, const QuantifyOptions &options)
{
    auto job = jobOf(options, context.console);
    if (!job) {
        context.console.error(job.error());
        return;
    }
    job->options.trialRunner = session::onAllCores([&console = context.console] { return !console.shouldStop(); });
    const auto done = session::evaluate(job->samples, job->blanks, job->curve, job->options, job->integrator);
    if (context.console.shouldStop()) {
        context.console.stopped();
        return;
    }
    if (!done) {
        context.console.error(done.error());
        return;
    }
    for (const std::string &warning : done->warnings) {
        context.console.warning(warning);
    }
    for (const std::string &failure : done->failures) {
        context.console.failedCheck(failure);
    }
    if (options.store) {
        if (const auto kept = keep(context, options, *job, done->rows); !kept) {
            context.console.error(kept.error());
            return;
        }
    }
    if (options.out) {
        if (const auto written = writeTable(*options.out, formats::breakdownTable(done->rows)); !written) {
            context.console.error(written.error());
        }
        return;
    }
    if (context.format(Format::Csv) != Format::Json) {
        context.print(formats::breakdownTable(done->rows));
        return;
    }
    for (const Breakdown &row : done->rows) {
        context.console.write(formats::breakdownJson(row) + "\n");
    }
}

} // namespace

void addQuantifyCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<QuantifyOptions>();
    CLI::App *command =
        program.add_subcommand("quantify", "Turn areas or chromatograms into the inactive-Li breakdown");
    command
        ->add_option("SAMPLES.csv", options->samples,
                     "a row an injection: sample_id, the vial (vial_volume_mL,liquid_volume_mL,temperature_C ...), the "
                     "draw (sampling,injection_volume_mL,area or trace), the charges (charge_plated_mAh,"
                     "charge_stripped_mAh or inactive_mAh); u_X is the standard uncertainty of X")
        ->required();
    command->add_option("--calibration", options->calibration, "what tgc calibrate --out wrote")
        ->type_name("CAL.json")
        ->required();
    command->add_option("--blanks", options->blanks, "the same columns without charges: subtracted in moles of H2")
        ->type_name("BLANKS.csv");
    command
        ->add_option("--blank-limit", options->blankLimit,
                     "the blanks' mean may not exceed so much H2 in the vial (default: no limit)")
        ->type_name("UMOL");
    command
        ->add_option("--blank-age", options->blankAge,
                     "the nearest blank may have been injected so many days before or after (default 7)")
        ->type_name("DAYS");
    command
        ->add_option("--confidence", options->confidence,
                     "of the intervals _low and _high, between 0 and 1 (default 0.95)")
        ->type_name("P");
    command
        ->add_option("--monte-carlo", options->monteCarloTrials,
                     "also propagate distributions, with so many trials (adds columns mc_...)")
        ->check(CLI::Range(100, 100000000))
        ->type_name("N");
    command->add_option("--seed", options->seed, "of these trials (default 1)")->check(notASeed)->type_name("N");
    command
        ->add_option("--checks", options->checks,
                     "check standards of this batch, columns as of tgc check: judged; a failed one flags every row "
                     "check-failed and gives status 1")
        ->type_name("CHECKS.csv");
    command
        ->add_option("--drift", options->drift,
                     "bracket: divide what each injection held by the response that the check standards before and "
                     "after it show; all need injected_at. Never without this option")
        ->check(CLI::IsMember({"bracket"}))
        ->type_name("");
    command
        ->add_option("--recovery", options->recovery,
                     "divide hydrogen by this recovery (0.985 or, with its standard uncertainty, 0.985,0.006), or by "
                     "the mean response of the check standards (checks). Never without this option")
        ->type_name("R[,U]|checks");
    addCheckLimits(*command, options->limits);
    addTraceOptions(*command, options->traces);
    command->add_option("--out", options->out, "write the breakdown here instead (.csv or .xlsx)")->type_name("FILE");
    command
        ->add_option("--metals", options->metals,
                     "metals of your own beside Li, LixC6, LixSi, Na, K, Mg and Ca (docs/file-formats.md)")
        ->type_name("FILE.toml");
    command->add_flag(
        "--store", options->store,
        "keep samples, blanks, check standards, chromatograms, calibration and breakdown in the store (--db)");
    command->footer(
        "Not on a terminal: CSV, a row a sample; --format json adds the uncertainty budget, and what is said of "
        "the vial: reaction (dosed_at,injected_at), air (area_n2, or --target N2=... with traces), pressure "
        "(pressure_rating_kPa,foil_mg), charge balance (cell_type), check list (vial_parts).\n"
        "Example:\n  tgc quantify SAMPLES.csv --calibration CAL.json --blanks BLANKS.csv --format csv");
    command->callback([options, &chosen] { chosen = [options](Context &context) { quantify(context, *options); }; });
}

} // namespace tgc::cli

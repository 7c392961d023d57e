// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>

#include "analysis/core/decimal.h"
#include "analysis/fit/emg_fit.h"
#include "analysis/peaks/suggest_events.h"
#include "analysis/peaks/why_no_peak.h"
#include "app/cli/bounds_table.h"
#include "app/cli/commands.h"
#include "app/cli/events_table.h"
#include "app/cli/integrate_output.h"
#include "app/cli/measure_options.h"
#include "app/cli/suitability_output.h"
#include "app/cli/trace_options.h"
#include "app/session/file_targets.h"
#include "app/session/fit_trace.h"
#include "app/session/run_channels.h"

namespace tgc::cli {

namespace {

struct IntegrateOptions {
    std::vector<std::string> traces;
    TraceOptions how; ///< targets, width, channel and method
    std::optional<std::string> boundsFile;
    std::optional<std::string> eventsFile;
    bool listEvents = false;
    bool suggestEvents = false;
    std::string mode = "classic";
    MeasureArguments measures;
    std::optional<std::string> why;
    bool timing = false;
    bool allOrNothing = false;
};

/// The options as numbers, read once for all traces.
struct Job {
    session::Method method; ///< with the run's own events in its manual table
    std::vector<GivenBounds> bounds;
    std::optional<std::string> channel;
    std::string targetOrigin; ///< where the method's targets come from
    bool fit = false;
    Measuring measuring;
    std::optional<Time> why; ///< a peak is missed there
    bool timing = false;
};

Result<Job> jobOf(const IntegrateOptions &options, Console &console)
{
    Job job;
    job.channel = options.how.channel;
    job.timing = options.timing;
    job.fit = options.mode == "fit";
    if (job.fit && options.boundsFile) {
        return fail(ErrorCode::BadInput, "--mode fit finds its own bounds; leave out --bounds, or the mode");
    }
    auto method = methodOf(options.how);
    if (!method) {
        return fail(method.error());
    }
    job.method = std::move(*method);
    job.targetOrigin = options.how.methodFile && options.how.targets.empty() ? "method" : "command-line";
    if (options.boundsFile && (options.eventsFile || options.how.methodFile)) {
        return fail(ErrorCode::BadInput, "--bounds integrates exactly there and nothing else: leave out --events and "
                                         "--method");
    }
    if (options.eventsFile) {
        auto events = readEvents(*options.eventsFile, console);
        if (!events) {
            return fail(events.error());
        }
        job.method.processing.manual = std::move(*events);
    }
    if (job.fit) {
        if (const auto plain = session::fitOptions(job.method.processing); !plain) {
            return fail(ErrorCode::BadInput, "--mode fit: " + plain.error().message);
        }
    }
    if (options.boundsFile) {
        auto bounds = readBounds(*options.boundsFile, console);
        if (!bounds) {
            return fail(bounds.error());
        }
        job.bounds = std::move(*bounds);
    }
    if (options.why) {
        const auto time = parseDotDecimal(*options.why);
        if (!time) {
            return fail(ErrorCode::BadInput, "--why: " + time.error().message + "; give the time in seconds");
        }
        if (options.boundsFile) {
            return fail(ErrorCode::BadInput, "--why asks about the search; leave out --bounds");
        }
        job.why = seconds(*time);
    }
    auto measuring = measuringOf(options.measures);
    if (!measuring) {
        return fail(measuring.error());
    }
    job.measuring = std::move(*measuring);
    return job;
}

Result<IntegratedChannel> integrateChannel(const formats::ImportedRun &run, const formats::ImportedChannel &channel,
                                           const Job &job)
{
    IntegratedChannel done;
    done.trace = run.file;
    done.channel = channel.name;
    done.signalUnit = channel.trace->signalUnit();
    done.source = run.source;
    done.vendorPeaks = channel.vendorPeaks;
    done.warnings = run.warnings;

    Processing processing = job.method.processing;
    std::vector<Target> &targets = processing.options.targets;
    done.targetOrigin = job.targetOrigin;
    if (targets.empty() && job.bounds.empty()) {
        session::FileTargets offered = session::fileTargets(channel);
        targets = std::move(offered.targets);
        done.targetOrigin = std::move(offered.origin);
    }
    done.targets = targets;
    done.method = job.method.name;
    done.events = processing.manual;

    const auto began = std::chrono::steady_clock::now();
    auto result = !job.bounds.empty() ? integrateBounds(*channel.trace, job.bounds)
                  : job.fit           ? session::fitTrace(*channel.trace, processing)
                                      : tgc::integrate(*channel.trace, processing);
    if (!result) {
        return fail(result.error().code, run.file + ": " + result.error().message);
    }
    done.result = std::move(*result);
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - began;
    if (job.timing) {
        done.integrate_ms = elapsed.count();
    }
    if (job.why) {
        const auto searched = wholeTraceOptions(processing);
        done.why = whyNoPeak(*channel.trace, searched ? *searched : processing.options, done.result, *job.why);
    }
    auto measures = measureChannel(job.measuring, run.file, channel, done.result);
    if (!measures) {
        return fail(measures.error());
    }
    done.measures = std::move(*measures);
    done.warnings.insert(done.warnings.end(), done.result.warnings.begin(), done.result.warnings.end());
    return done;
}

Result<std::vector<IntegratedChannel>> integrateFile(const std::string &file, const Job &job)
{
    const auto run = formats::importRun(file);
    if (!run) {
        return fail(run.error());
    }
    const auto channels = session::channelsWithSignal(*run, job.channel);
    if (!channels) {
        return fail(channels.error());
    }
    if (!job.bounds.empty() && channels->size() > 1) {
        return fail(ErrorCode::BadInput, file + ": has " + std::to_string(channels->size()) +
                                             " channels; say with --channel which one the bounds belong to");
    }
    std::vector<IntegratedChannel> done;
    for (const formats::ImportedChannel *channel : *channels) {
        auto integrated = integrateChannel(*run, *channel, job);
        if (!integrated) {
            return fail(integrated.error());
        }
        done.push_back(std::move(*integrated));
    }
    return done;
}

void print(Context &context, const std::vector<IntegratedChannel> &channels)
{
    const Format format = context.format(Format::Json);
    if (format != Format::Json) {
        const formats::OutTable noise = noiseTable(channels);
        if (format == Format::Table || noise.rows.empty()) { // a CSV file holds one table
            context.print(toTable(channels, format == Format::Csv));
        }
        if (!noise.rows.empty()) {
            context.print(noise);
        }
        return;
    }
    for (const IntegratedChannel &channel : channels) {
        context.console.write(toJson(channel) + "\n");
    }
}

/// What the file's channels have in common is said once.
void warn(Console &console, const std::vector<IntegratedChannel> &channels)
{
    std::set<std::string> said;
    for (const IntegratedChannel &channel : channels) {
        for (const std::string &warning : channel.warnings) {
            if (said.insert(warning).second) {
                console.warning(warning);
            }
        }
        if (channel.why) {
            console.warning(*channel.why);
        }
    }
}

/// A table of events to begin with, a channel after the other.
Result<void> suggest(Context &context, const IntegrateOptions &options)
{
    for (const std::string &file : options.traces) {
        const auto run = formats::importRun(file);
        const auto channels = run ? session::channelsWithSignal(*run, options.how.channel) : fail(run.error());
        if (!channels) {
            return fail(channels.error());
        }
        if (channels->size() > 1 || options.traces.size() > 1) {
            return fail(ErrorCode::BadInput, file + ": events are suggested for one channel of one trace; choose it "
                                                    "with --channel");
        }
        context.print(eventRows(suggestEvents(*channels->front()->trace)));
    }
    return {};
}

void integrate(Context &context, const IntegrateOptions &options)
{
    if (options.listEvents) {
        context.print(eventList());
        return;
    }
    if (options.traces.empty()) {
        context.console.error({ErrorCode::BadInput, "TRACE is required (see `tgc integrate --help`)"});
        return;
    }
    if (options.suggestEvents) {
        if (const auto done = suggest(context, options); !done) {
            context.console.error(done.error());
        }
        return;
    }
    const auto job = jobOf(options, context.console);
    if (!job) {
        context.console.error(job.error());
        return;
    }
    // JSON is one object a line and can go out as it comes; a table needs all its rows first.
    const bool atOnce = !options.allOrNothing && context.format(Format::Json) == Format::Json;
    std::vector<IntegratedChannel> kept;
    session::SuitabilitySeries suitability(job->method.suitability);
    Progress progress(context.console, "integrating", options.traces.size());
    for (std::size_t i = 0; i < options.traces.size() && !context.console.shouldStop(); ++i) {
        progress.at(i);
        auto channels = integrateFile(options.traces[i], *job);
        if (!channels) {
            context.console.error(channels.error());
            if (options.allOrNothing) {
                return;
            }
            continue;
        }
        warn(context.console, *channels);
        addRun(suitability, *channels);
        if (atOnce) {
            print(context, *channels);
        } else {
            kept.insert(kept.end(), std::make_move_iterator(channels->begin()),
                        std::make_move_iterator(channels->end()));
        }
    }
    if (!atOnce && !kept.empty() && !context.console.shouldStop()) {
        print(context, kept);
    }
    if (!context.console.shouldStop()) {
        reportSuitability(context, suitability);
    }
}

} // namespace

void addIntegrateCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<IntegrateOptions>();
    CLI::App *command = program.add_subcommand("integrate", "Find and integrate the peaks of chromatograms");
    command->add_option("TRACE", options->traces, "chromatogram files of any importable kind");
    command
        ->add_option("--target", options->how.targets,
                     "name the peak expected at RT_S, give or take HALF_WINDOW_S (both in s); may be repeated. "
                     "Without it H2 is named where the method or the file itself says when it elutes")
        ->type_name("NAME=RT_S:HALF_WINDOW_S")
        ->expected(1)
        ->take_all();
    command
        ->add_option("--peak-width", options->how.peakWidth,
                     "expected peak width at half height in s (default: from the method, else from the signal)")
        ->type_name("S");
    command
        ->add_option("--method", options->how.methodFile,
                     "settings, timed events, targets, algorithm version and suitability rules in TOML "
                     "(docs/integration.md); a rule "
                     "that fails gives status 1")
        ->type_name("M.toml");
    command
        ->add_option("--events", options->eventsFile,
                     "this run's own integration events, done after the method's: time_s,event,value[,end_s][,reason]; "
                     "what they change is flagged manual")
        ->type_name("E.csv");
    command->add_flag("--list-events", options->listEvents,
                      "print every event with its unit, default, limits and meaning, and nothing else");
    command->add_flag(
        "--suggest-events", options->suggestEvents,
        "print events to begin with (peak-width, threshold, min-area), from the trace's own peaks and noise");
    command
        ->add_option(
            "--mode", options->mode,
            "classic: derivative detection, drop lines, straight baselines (default). fit: besides, an "
            "exponentially modified Gaussian for each peak and one straight baseline a cluster are fitted, in at "
            "most " +
                std::to_string(evaluationBudget) +
                " evaluations; area is then the fitted peak's, classic_area the other, and the flag "
                "fit-disagrees says where they do not agree")
        ->check(CLI::IsMember({"classic", "fit"}))
        ->type_name("MODE");
    command
        ->add_option("--channel", options->how.channel,
                     "one channel only: the file's own name for it, or a number from 1")
        ->type_name("C");
    command
        ->add_option("--bounds", options->boundsFile,
                     "integrate exactly between the bounds of this table and report nothing else: "
                     "start_s,end_s[,baseline_start,baseline_end][,name]; times in s, baselines in the signal's unit")
        ->type_name("B.csv");
    addMeasureOptions(*command, options->measures);
    command
        ->add_option(
            "--why", options->why,
            "say why no peak is reported at this time (s): what refused it and by how much, or what stands out "
            "most there; in the JSON (why) and on stderr")
        ->type_name("T_S");
    command->add_flag("--timing", options->timing, "report the wall time of the integration in ms (integrate_ms)");
    command->add_flag("--all-or-nothing", options->allOrNothing, "print nothing when one of the files fails");
    command->footer("Not on a terminal: one JSON object a channel and line.\n"
                    "Example:\n  tgc integrate run1.csv run2.fusion-data.json --target H2=52.1:3 --format csv\n"
                    "  tgc integrate run1.csv --method h2.toml --events run1-events.csv");
    command->callback([options, &chosen] { chosen = [options](Context &context) { integrate(context, *options); }; });
}

} // namespace tgc::cli

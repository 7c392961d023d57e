// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/measure_options.h"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "analysis/core/decimal.h"
#include "app/cli/parse_option.h"
#include "app/session/run_channels.h"

namespace tgc::cli {

namespace {

Result<Span> rangeOf(const std::string &text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) {
        return fail(ErrorCode::BadInput,
                    "--noise wants FROM_S:TO_S (s on the trace's axis), or all; not \"" + text + '"');
    }
    const auto from = parseNumber("--noise", text.substr(0, colon));
    const auto to = from ? parseNumber("--noise", text.substr(colon + 1)) : fail(from.error());
    if (!to) {
        return fail(to.error());
    }
    if (!(*from < *to)) {
        return fail(ErrorCode::BadInput, "--noise: " + shortest(*from) + " s must lie before " + shortest(*to) + " s");
    }
    return Span{*from, *to};
}

/// The blank's channel of that name; a file with one channel needs no name.
Result<const Chromatogram *> blankOf(const formats::ImportedRun &blank, const formats::ImportedChannel &channel)
{
    const auto channels = session::channelsWithSignal(blank, std::nullopt);
    if (!channels) {
        return fail(channels.error());
    }
    const auto named = std::find_if(channels->begin(), channels->end(),
                                    [&](const formats::ImportedChannel *each) { return each->name == channel.name; });
    if (named == channels->end() && channels->size() != 1) {
        return fail(ErrorCode::BadInput, blank.file + ": the blank has no channel " + channel.name + ", only " +
                                             session::channelNames(blank));
    }
    const Chromatogram &trace = *(named == channels->end() ? channels->front() : *named)->trace;
    if (trace.signalUnit() != channel.trace->signalUnit()) {
        return fail(ErrorCode::BadInput, blank.file + ": the blank is in " + trace.signalUnit() + ", the trace in " +
                                             channel.trace->signalUnit() + "; take a blank of the same detector");
    }
    return &trace;
}

Result<AstmNoise> noiseOf(const Measuring &measuring, const std::string &file, const Chromatogram &trace,
                          const IntegrationResult &result)
{
    const Span whole{inSeconds(trace.start()), inSeconds(trace.end())};
    // The last sample, too, stands for an interval.
    const double interval = trace.interval() ? inSeconds(*trace.interval()) : 0.0;
    const Span range = measuring.noiseRange.value_or(Span{whole.from, whole.to + interval});
    if (range.from < whole.from || range.to > whole.to + interval) {
        return fail(ErrorCode::BadInput, file + ": --noise " + shortest(range.from) + " s to " + shortest(range.to) +
                                             " s lies outside the trace, which runs from " + shortest(whole.from) +
                                             " s to " + shortest(whole.to) + " s");
    }
    std::vector<Span> peaks;
    for (const Peak &peak : result.peaks) {
        peaks.push_back({inSeconds(peak.start), inSeconds(peak.end)});
    }
    const auto found = astmNoise(trace.times_s(), trace.values(), range, peaks);
    if (!found) {
        return fail(ErrorCode::BadInput, file + ": --noise finds no whole cycle without a peak between " +
                                             shortest(range.from) + " s and " + shortest(range.to) +
                                             " s; choose another range");
    }
    return *found;
}

} // namespace

void addMeasureOptions(CLI::App &command, MeasureArguments &arguments)
{
    command
        .add_option("--dead-time", arguments.deadTime,
                    "time of what the column does not retain, in s, for the retention factor k and the separation "
                    "factor")
        ->type_name("S");
    command
        .add_option(
            "--blank", arguments.blankFile,
            "a blank run of the same detector: the noise of signal_to_noise_pharmacopoeia is taken from it, about "
            "each peak's time (default: from the trace itself, where no peak is)")
        ->type_name("TRACE");
    command
        .add_option("--noise", arguments.noiseRange,
                    "the detector's noise, wander and drift by ASTM E685 and E516, over this range (in s) or over all "
                    "of the trace, cycles with peaks left out; with --format csv in place of the peaks")
        ->type_name("FROM_S:TO_S|all");
    command
        .add_option("--sensitivity", arguments.sensitivity,
                    "of the detector, in signal unit times mL/mg: --noise then tells the minimum detectability "
                    "D = 2N/S in mg/mL (ASTM E516)")
        ->type_name("S");
}

Result<Measuring> measuringOf(const MeasureArguments &arguments)
{
    Measuring measuring;
    if (arguments.deadTime) {
        const auto time = parsePositive("--dead-time", *arguments.deadTime);
        if (!time) {
            return fail(time.error());
        }
        measuring.deadTime = seconds(*time);
    }
    if (arguments.sensitivity) {
        const auto sensitivity = parsePositive("--sensitivity", *arguments.sensitivity);
        if (!sensitivity || !arguments.noiseRange) {
            return sensitivity ? fail(ErrorCode::BadInput, "--sensitivity needs --noise: D = 2N/S")
                               : fail(sensitivity.error());
        }
        measuring.sensitivity = *sensitivity;
    }
    if (arguments.noiseRange) {
        measuring.noise = true;
        if (*arguments.noiseRange != "all") {
            const auto range = rangeOf(*arguments.noiseRange);
            if (!range) {
                return fail(range.error());
            }
            measuring.noiseRange = *range;
        }
    }
    if (arguments.blankFile) {
        auto blank = formats::importRun(*arguments.blankFile);
        if (!blank) {
            return fail(blank.error());
        }
        measuring.blank = std::move(*blank);
    }
    return measuring;
}

Result<ChannelMeasures> measureChannel(const Measuring &measuring, const std::string &file,
                                       const formats::ImportedChannel &channel, const IntegrationResult &result)
{
    ChannelMeasures measured;
    MeasureOptions options;
    options.deadTime = measuring.deadTime;
    if (measuring.blank) {
        const auto blank = blankOf(*measuring.blank, channel);
        if (!blank) {
            return fail(blank.error());
        }
        options.blank = *blank;
        measured.blank = measuring.blank->file;
    }
    measured.peaks = measurePeaks(*channel.trace, result, options);
    if (measuring.noise) {
        const auto noise = noiseOf(measuring, file, *channel.trace, result);
        if (!noise) {
            return fail(noise.error());
        }
        measured.noise = *noise;
        if (measuring.sensitivity) {
            measured.minimumDetectability = minimumDetectability(noise->noise, *measuring.sensitivity);
        }
    }
    return measured;
}

} // namespace tgc::cli

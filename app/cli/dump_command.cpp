// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/commands.h"
#include "app/formats/imported_run.h"
#include "app/formats/write_trace_csv.h"
#include "app/session/run_channels.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

struct DumpOptions {
    std::string trace;
    std::optional<std::string> channel;
    bool listChannels = false;
};

formats::OutTable channelList(const formats::ImportedRun &run)
{
    formats::OutTable table{
        "channels",
        {"number", "channel", "detector", "signal_unit", "points", "rate_hz", "start_s", "end_s", "vendor_peaks"},
        {}};
    for (std::size_t i = 0; i < run.channels.size(); ++i) {
        const auto &channel = run.channels[i];
        const Chromatogram *trace = channel.trace ? &*channel.trace : nullptr;
        const auto interval = trace != nullptr ? trace->interval() : std::nullopt;
        const auto only = [trace](double value) { return trace != nullptr ? std::optional(value) : std::nullopt; };
        table.rows.push_back({numberCell(static_cast<double>(i + 1)), textCell(channel.name),
                              textCell(channel.detector),
                              textCell(trace != nullptr ? trace->signalUnit() : std::string()),
                              numberCell(only(trace != nullptr ? static_cast<double>(trace->size()) : 0.0)),
                              numberCell(interval ? std::optional(1.0 / inSeconds(*interval)) : std::nullopt),
                              numberCell(only(trace != nullptr ? inSeconds(trace->start()) : 0.0)),
                              numberCell(only(trace != nullptr ? inSeconds(trace->end()) : 0.0)),
                              numberCell(static_cast<double>(channel.vendorPeaks.size()))});
    }
    return table;
}

void dumpSamples(Console &console, const formats::ImportedRun &run, const formats::ImportedChannel &channel)
{
    formats::TraceNotes notes;
    notes.source = run.source;
    notes.sample = run.sampleName.value_or("");
    notes.channel = channel.name;
    notes.acquiredAt = run.acquiredAt.value_or("");
    notes.origin = std::filesystem::path(run.file).filename().string();
    console.write(formats::traceCsv(*channel.trace, notes));
}

void dump(Context &context, const DumpOptions &options)
{
    const auto run = formats::importRun(options.trace);
    if (!run) {
        context.console.error(run.error());
        return;
    }
    for (const std::string &warning : run->warnings) {
        context.console.warning(warning);
    }
    if (options.listChannels) {
        context.print(channelList(*run));
        return;
    }
    const auto channels = session::channelsWithSignal(*run, options.channel);
    if (!channels) {
        context.console.error(channels.error());
    } else if (channels->size() > 1) {
        context.console.error(
            {ErrorCode::BadInput, options.trace + ": has " + std::to_string(channels->size()) +
                                      " channels; choose one with --channel (--channels lists them)"});
    } else {
        dumpSamples(context.console, *run, *channels->front());
    }
}

} // namespace

void addDumpCommand(CLI::App &program, Action &chosen)
{
    auto options = std::make_shared<DumpOptions>();
    CLI::App *command = program.add_subcommand("dump", "Write the samples of a chromatogram as native CSV");
    command->add_option("TRACE", options->trace, "chromatogram file of any importable kind")->required();
    command->add_option("--channel", options->channel, "the file's own name for the channel, or a number from 1")
        ->type_name("C");
    command->add_flag("--channels", options->listChannels, "list the channels instead");
    command->footer("Times are in s, the signal in the detector's own unit, both with all their digits.\n"
                    "Example:\n  tgc dump run.fusion-data.json --channel moduleA:tcd > run.csv");
    command->callback([options, &chosen] { chosen = [options](Context &context) { dump(context, *options); }; });
}

} // namespace tgc::cli

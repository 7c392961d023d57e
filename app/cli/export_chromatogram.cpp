// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_chromatogram.h"

#include <algorithm>
#include <vector>

#include "app/cli/spool_runs.h"
#include "app/cli/write_table.h"
#include "app/formats/write_andi.h"

namespace tgc::cli {

namespace {

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

/// The peaks of a channel as its latest integration found them; none where there is no result yet.
Result<void> addPeaks(formats::AndiNotes &notes, const OpenedRun &run, const std::string &channel)
{
    if (run.store() == nullptr) {
        return {};
    }
    db::ResultFilter filter;
    filter.kind = "integration";
    filter.runId = run.details().summary.id;
    filter.latestOnly = true;
    filter.withdrawnToo = false;
    const auto results = run.store()->results(filter);
    if (!results) {
        return fail(results.error());
    }
    if (results->empty()) {
        return {};
    }
    const db::StoredResult &latest = results->back();
    for (const db::PeakRecord &peak : latest.result.peaks) {
        if (peak.channel == channel) {
            const bool manual = std::find(peak.flags.begin(), peak.flags.end(), "manual") != peak.flags.end();
            notes.peaks.push_back({peak.name, peak.apex_s, peak.start_s, peak.end_s, peak.height, peak.area,
                                   peak.baselineStart, peak.baselineEnd, peak.code, manual});
        }
    }
    notes.processing = latest.result.algorithmName + " " + latest.result.algorithmVersion + ", result version " +
                       std::to_string(latest.version);
    return {};
}

Result<void> writeAndiFile(const std::filesystem::path &out, const OpenedRun &run, const std::string &channel)
{
    const auto trace = run.signal(channel);
    if (!trace) {
        return fail(trace.error());
    }
    const db::RunDetails &details = run.details();
    formats::AndiNotes notes;
    notes.source = details.summary.source;
    notes.program = "TGC Workbench " TGC_VERSION;
    notes.run = run.name();
    notes.sample = details.summary.sampleId.value_or("");
    notes.sampleType = details.summary.kind;
    notes.channel = channel;
    for (const db::StoredChannel &each : details.channels) {
        notes.detector = each.name == channel ? each.detector : notes.detector;
    }
    notes.instrument = details.instrument;
    notes.method = details.methodName;
    notes.acquiredAt = details.summary.startedUtc.value_or(details.summary.acquiredAt.value_or(""));
    if (auto added = addPeaks(notes, run, channel); !added) {
        return added;
    }
    return formats::writeAndi(out, *trace, notes);
}

} // namespace

Result<void> exportChromatogram(const std::filesystem::path &store, const std::string &run,
                                const std::optional<std::string> &channel, const std::filesystem::path &out)
{
    const std::string ending = out.extension().string();
    const bool andi = ending == ".cdf" || ending == ".CDF";
    if (!andi && ending != ".csv" && ending != ".xlsx" && out != "-") {
        return fail(ErrorCode::BadInput, out.string() + ": the name of a chromatogram must end in .csv, .xlsx or .cdf");
    }
    const auto opened = OpenedRun::open(store, run);
    const auto chosen = opened ? channelOf(opened->name(), opened->details(), channel) : fail(opened.error());
    if (!chosen) {
        return fail(chosen.error());
    }
    if (andi) {
        return writeAndiFile(out, *opened, *chosen);
    }
    if (ending != ".xlsx") {
        return writeChromatogram(out, *opened, *chosen);
    }
    const auto trace = opened->signal(*chosen);
    if (!trace) {
        return fail(trace.error());
    }
    formats::OutTable table{"chromatogram", {"time_s", "signal_" + trace->signalUnit()}, {}};
    for (std::size_t i = 0; i < trace->size(); ++i) {
        table.rows.push_back({formats::numberCell(trace->times_s()[i]), formats::numberCell(trace->values()[i])});
    }
    return writeTable(out, table);
}

} // namespace tgc::cli

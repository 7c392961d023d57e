// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/reported_run.h"

#include <algorithm>

#include "app/report/thinned.h"
#include "app/session/run_records.h"

namespace tgc::report {

namespace {

constexpr int columnsOfAPanel = 700;
constexpr double aroundPeak = 0.8;   ///< widths of the peak shown on either side of it
constexpr double aroundWindow = 1.5; ///< half windows, where there is no peak

/// The channel with H2 in it; failing that, the first with a window for it, or with a signal.
std::string channelOf(const db::RunDetails &details, const std::optional<db::StoredResult> &integration)
{
    std::string windowed;
    std::string withSignal;
    for (const db::StoredChannel &channel : details.channels) {
        if (channel.points == 0) {
            continue;
        }
        withSignal = withSignal.empty() ? channel.name : withSignal;
        if (!integration) {
            continue;
        }
        const auto &peaks = integration->result.peaks;
        if (std::any_of(peaks.begin(), peaks.end(),
                        [&](const auto &peak) { return peak.channel == channel.name && peak.name; })) {
            return channel.name;
        }
        if (windowed.empty() && !session::targetsOf(integration->result, channel.name).empty()) {
            windowed = channel.name;
        }
    }
    return windowed.empty() ? withSignal : windowed;
}

std::optional<Range> zoomOf(const ReportedRun &run)
{
    if (const db::PeakRecord *peak = run.wanted()) {
        const double width = peak->end_s - peak->start_s;
        return Range{peak->start_s - aroundPeak * width, peak->end_s + aroundPeak * width};
    }
    if (!run.targets.empty()) {
        const double middle = inSeconds(run.targets.front().retention);
        const double half = aroundWindow * inSeconds(run.targets.front().halfWindow);
        return Range{middle - half, middle + half};
    }
    return std::nullopt;
}

ReportedTrace traceOf(const ReportedRun &run, const Chromatogram &trace)
{
    ReportedTrace shown;
    shown.unit = trace.signalUnit();
    shown.wholeTimes_s = widened({inSeconds(trace.start()), inSeconds(trace.end())}, 0.0, 0.0);
    shown.whole = thinned(trace, shown.wholeTimes_s, columnsOfAPanel);
    if (const auto zoom = zoomOf(run)) {
        const Range inside{std::max(zoom->low, shown.wholeTimes_s.low), std::min(zoom->high, shown.wholeTimes_s.high)};
        if (inside.size() > 0.0) {
            shown.zoomTimes_s = inside;
            shown.zoom = thinned(trace, inside, columnsOfAPanel);
        }
    }
    return shown;
}

} // namespace

const db::PeakRecord *ReportedRun::wanted() const
{
    const db::PeakRecord *first = nullptr;
    for (const db::PeakRecord &peak : peaks) {
        if (peak.name == "H2") {
            return &peak;
        }
        first = first == nullptr && peak.name ? &peak : first;
    }
    return first;
}

Result<ReportedRun> reportedRun(const db::Store &store, db::RecordId id)
{
    auto details = store.run(id);
    if (!details) {
        return fail(details.error());
    }
    auto integration = session::latestIntegration(store, id);
    if (!integration) {
        return fail(integration.error());
    }
    ReportedRun run;
    run.details = std::move(*details);
    run.integration = std::move(*integration);
    run.channel = channelOf(run.details, run.integration);
    if (run.integration) {
        run.targets = session::targetsOf(run.integration->result, run.channel);
        for (const db::PeakRecord &peak : run.integration->result.peaks) {
            if (peak.channel == run.channel) {
                run.peaks.push_back(peak);
            }
        }
    }
    if (!run.channel.empty()) {
        const auto trace = store.loadSignal(id, run.channel);
        if (!trace) {
            return fail(trace.error());
        }
        run.trace = traceOf(run, *trace);
    }
    return run;
}

} // namespace tgc::report

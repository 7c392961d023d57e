// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/trace_integrator.h"

#include <algorithm>

#include "analysis/core/decimal.h"
#include "app/session/file_targets.h"
#include "app/session/run_channels.h"

namespace tgc::session {

namespace {

struct ClaimedPeak {
    Peak peak;
    std::string signalUnit;
    std::string channel;
};

std::string windowText(const std::vector<Target> &targets)
{
    std::string text;
    for (const Target &target : targets) {
        text += (text.empty() ? "" : ", ") + target.name + " at " + shortest(inSeconds(target.retention)) + " s +/- " +
                shortest(inSeconds(target.halfWindow)) + " s";
    }
    return text;
}

/// N2 beside another target is the marker of air, not the wanted peak.
bool isAirMarker(const std::string &name, const std::vector<Target> &targets)
{
    return name == "N2" &&
           std::any_of(targets.begin(), targets.end(), [](const Target &target) { return target.name != "N2"; });
}

Result<TraceArea> areaIn(const std::filesystem::path &file, const TraceIntegratorOptions &options)
{
    const auto run = formats::importRun(file);
    if (!run) {
        return fail(run.error());
    }
    const auto channels = channelsWithSignal(*run, options.channel);
    if (!channels) {
        return fail(channels.error());
    }
    std::vector<ClaimedPeak> claimed;
    std::vector<Target> looked;
    std::optional<double> nitrogen;
    std::string told; // what integration said of the targets
    for (const formats::ImportedChannel *channel : *channels) {
        Processing processing = options.integration;
        std::vector<Target> &targets = processing.options.targets;
        if (targets.empty()) {
            targets = fileTargets(*channel).targets;
        }
        for (const Target &target : targets) {
            if (!isAirMarker(target.name, targets)) {
                looked.push_back(target);
            } else {
                nitrogen = nitrogen.value_or(0.0);
            }
        }
        if (targets.empty()) {
            continue;
        }
        const IntegrationResult result = integrate(*channel->trace, processing);
        for (const std::string &warning : result.warnings) {
            const bool ofTarget = std::any_of(looked.begin(), looked.end(), [&](const Target &target) {
                return warning.starts_with(target.name + ": ");
            });
            told += ofTarget ? " (" + warning + ")" : "";
        }
        for (const Peak &peak : result.peaks) {
            if (peak.name && isAirMarker(*peak.name, targets)) {
                nitrogen = nitrogen.value_or(0.0) + inDetectorUnitSeconds(peak.area);
            } else if (peak.name) {
                claimed.push_back({peak, channel->trace->signalUnit(), channel->name});
            }
        }
    }
    if (looked.empty()) {
        return fail(ErrorCode::BadInput, run->file + ": the file does not say where H2 elutes; give its retention time "
                                                     "and half window, for example --target H2=52.1:3");
    }
    if (claimed.empty()) {
        return fail(ErrorCode::BadInput, run->file + ": no peak found for " + windowText(looked) + told +
                                             "; check the target, or type the area instead of the trace");
    }
    if (claimed.size() > 1) {
        const bool acrossChannels = claimed.front().channel != claimed.back().channel;
        return fail(ErrorCode::BadInput,
                    run->file + ": " + std::to_string(claimed.size()) + " peaks claim " + windowText(looked) +
                        (acrossChannels ? " in channels " + channelNames(*run) + "; name one with --channel"
                                        : ", at " + shortest(inSeconds(claimed[0].peak.apex)) + " s and " +
                                              shortest(inSeconds(claimed[1].peak.apex)) + " s; narrow the window"));
    }
    const ClaimedPeak &found = claimed.front();
    return TraceArea{inDetectorUnitSeconds(found.peak.area),
                     found.signalUnit + "*s",
                     run->source,
                     found.peak.flags,
                     run->warnings,
                     nitrogen};
}

} // namespace

TraceIntegrator traceIntegrator(TraceIntegratorOptions options)
{
    return [options = std::move(options)](const std::string &trace) { return areaIn(options.folder / trace, options); };
}

} // namespace tgc::session

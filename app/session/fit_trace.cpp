// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/fit_trace.h"

#include <algorithm>
#include <cmath>

#include "analysis/fit/integrate_fit.h"

namespace tgc::session {

namespace {

bool isName(const IntegrationEvent &event)
{
    return event.kind == EventKind::NamePeak;
}

/// The peak that stands at t; where several do, as those of a cluster, the one whose apex is nearest.
Peak *peakAt(std::vector<Peak> &peaks, Time t)
{
    Peak *nearest = nullptr;
    for (Peak &peak : peaks) {
        const auto away = [t](const Peak &each) { return std::abs(inSeconds(each.apex) - inSeconds(t)); };
        if (peak.start <= t && t <= peak.end && (nearest == nullptr || away(peak) < away(*nearest))) {
            nearest = &peak;
        }
    }
    return nearest;
}

void namePeaks(IntegrationResult &result, const std::vector<IntegrationEvent> &events, bool byHand)
{
    for (const IntegrationEvent &event : events) {
        if (!isName(event)) {
            continue;
        }
        Peak *peak = peakAt(result.peaks, event.start);
        if (peak == nullptr) {
            result.warnings.push_back(describe(event) + ": no peak stands there");
            continue;
        }
        for (Peak &other : result.peaks) {
            other.name = other.name == event.text ? std::nullopt : other.name;
        }
        peak->name = event.text;
        if (byHand && std::find(peak->flags.begin(), peak->flags.end(), "manual") == peak->flags.end()) {
            peak->flags.emplace_back("manual");
        }
    }
}

} // namespace

Result<IntegrationOptions> fitOptions(const Processing &processing)
{
    Processing unnamed = processing;
    std::erase_if(unnamed.method, isName);
    std::erase_if(unnamed.manual, isName);
    return wholeTraceOptions(unnamed);
}

Result<IntegrationResult> fitTrace(const Chromatogram &trace, const Processing &processing, const GoOn &goOn)
{
    const auto options = fitOptions(processing);
    if (!options) {
        return fail(options.error());
    }
    auto result = integrateFit(trace, *options, goOn);
    if (!result) {
        return fail(ErrorCode::NotDetermined, "the fit was stopped");
    }
    namePeaks(*result, processing.method, false);
    namePeaks(*result, processing.manual, true);
    return std::move(*result);
}

} // namespace tgc::session

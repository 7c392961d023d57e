// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/integrate_events.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/peaks/describe.h"
#include "analysis/peaks/detect_pieces.h"
#include "analysis/peaks/event_layout.h"
#include "analysis/peaks/identify.h"
#include "analysis/peaks/measure.h"
#include "analysis/peaks/measure_planned.h"
#include "analysis/peaks/steps.h"
#include "analysis/peaks/trace_noise.h"

namespace tgc {

namespace {

void applyTable(Layout &layout, PlannedMeasure &measure, const std::vector<IntegrationEvent> &events, bool byHand)
{
    layout.byHand = byHand;
    for (const IntegrationEvent &event : events) {
        applyBaselineEvent(layout, event);
        applySkimEvent(layout, event);
        applyPeakEvent(layout, event);
        measure.refresh(layout);
    }
    layout.byHand = false;
}

/// Area and height of an inverted detector's peaks, the right way up.
void turnOver(Peak &peak)
{
    peak.height = -peak.height;
    peak.area = -peak.area;
    std::erase(peak.flags, "negative");
    peak.flags.emplace_back("inverted");
    if (peak.height < Signal{}) {
        peak.flags.emplace_back("negative");
    }
}

/// The peaks as reported, but for their names.
std::vector<Peak> reported(const Layout &layout, const EventSettings &settings)
{
    std::vector<Peak> peaks;
    for (const PlannedPeak &plan : layout.peaks) {
        Peak peak = plan.peak;
        peak.resolution.reset();
        if (settings.choice(EventKind::Polarity, plan.apex()) == "inverted") {
            turnOver(peak);
        }
        if (plan.summed) {
            peak.flags.emplace_back("area-sum");
        }
        if (plan.manual) {
            peak.flags.emplace_back("manual");
        }
        if (const double delay = settings.number(EventKind::DetectorDelay, plan.apex(), 0.0); delay != 0.0) {
            peak.plates.reset();
            if (const double retention = plan.apex() - delay; peak.widthHalf && retention > 0.0) {
                peak.plates = plates(retention, inSeconds(*peak.widthHalf));
            }
        }
        peaks.push_back(std::move(peak));
    }
    addResolutions(peaks);
    return peaks;
}

/// Names by retention, then those that were set. A polarity that was declared lets a peak of mixed shape be named.
void nameAll(IntegrationResult &result, const Layout &layout, const EventSettings &settings,
             std::span<const Target> targets)
{
    std::vector<Target> moved(targets.begin(), targets.end());
    for (Target &target : moved) {
        target.retention += seconds(settings.number(EventKind::DetectorDelay, inSeconds(target.retention), 0.0));
    }
    const std::string mixed = "shape-mismatch";
    std::vector<std::size_t> declared;
    for (std::size_t i = 0; i < result.peaks.size(); ++i) {
        if (settings.at(EventKind::Polarity, inSeconds(result.peaks[i].apex)) != nullptr &&
            std::erase(result.peaks[i].flags, mixed) > 0) {
            declared.push_back(i);
        }
    }
    nameTargets(result, moved);
    for (const std::size_t i : declared) {
        result.peaks[i].flags.push_back(mixed);
    }
    for (std::size_t i = 0; i < layout.peaks.size(); ++i) {
        if (const auto &name = layout.peaks[i].forcedName) {
            for (Peak &other : result.peaks) {
                other.name = other.name == name ? std::nullopt : other.name;
            }
            result.peaks[i].name = name;
        }
    }
}

} // namespace

void setPeakWidth(Processing &processing, Time widthHalf)
{
    processing.options.expectedWidthHalf = widthHalf;
    std::erase_if(processing.method, [](const IntegrationEvent &event) { return event.kind == EventKind::PeakWidth; });
}

Result<IntegrationOptions> wholeTraceOptions(const Processing &processing)
{
    for (const auto *table : {&processing.method, &processing.manual}) {
        for (const IntegrationEvent &event : *table) {
            if (startOf_s(event) || event.kind > EventKind::BaselineSteps) {
                return fail(ErrorCode::BadInput, "takes no events but settings of the detection for the whole trace: "
                                                 "leave out " +
                                                     describe(event));
            }
        }
    }
    const EventSettings settings(processing.method, processing.manual);
    IntegrationOptions options = settings.detectionAt(0.0, processing.options);
    options.targets = processing.options.targets;
    return options;
}

IntegrationResult integrate(const Chromatogram &trace, const Processing &processing)
{
    const EventSettings settings(processing.method, processing.manual);
    IntegrationResult result = detectPieces(trace, settings, processing.options, *processing.algorithm);
    PlannedMeasure measure(trace, result);
    Layout layout;
    layout.steps = result.steps;
    const std::vector<double> onOneLevel =
        layout.steps.empty() ? std::vector<double>{} : withoutSteps(trace.times_s(), trace.values(), layout.steps);
    layout.samples = {trace.times_s(), layout.steps.empty() ? trace.values() : std::span<const double>(onOneLevel)};
    layout.interval = usualInterval(trace);
    layout.settings = &settings;
    for (const Peak &peak : result.peaks) {
        layout.peaks.push_back(planned(peak, layout.steps));
    }
    partOverlaps(layout);
    applyBoundSettings(layout);
    applyShoulderSettings(layout);
    measure.refresh(layout);
    applyTable(layout, measure, processing.method, false);
    applyRejections(layout);
    measure.refresh(layout);
    applyTable(layout, measure, processing.manual, true);

    result.peaks = reported(layout, settings);
    result.rejected.insert(result.rejected.end(), layout.rejected.begin(), layout.rejected.end());
    std::stable_sort(result.rejected.begin(), result.rejected.end(),
                     [](const auto &a, const auto &b) { return a.apex < b.apex; });
    result.warnings.insert(result.warnings.end(), layout.warnings.begin(), layout.warnings.end());
    nameAll(result, layout, settings, processing.options.targets);
    return result;
}

} // namespace tgc

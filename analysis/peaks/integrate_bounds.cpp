// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/integrate.h"

#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/peaks/area_uncertainty.h"
#include "analysis/peaks/describe.h"
#include "analysis/peaks/trace_noise.h"

namespace tgc {

Result<IntegrationResult> integrateBounds(const Chromatogram &trace, std::span<const GivenBounds> bounds)
{
    const Samples samples{trace.times_s(), trace.values()};
    const double traceStart = inSeconds(trace.start());
    const double traceEnd = inSeconds(trace.end());
    std::vector<Span> used;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const double start = inSeconds(bounds[i].start);
        const double end = inSeconds(bounds[i].end);
        const std::string which = "bounds " + std::to_string(i + 1) + ": ";
        if (!(start < end)) {
            return fail(ErrorCode::BadInput, which + "the start, " + shortest(start) + " s, must lie before the end, " +
                                                 shortest(end) + " s");
        }
        if (!(start >= traceStart && end <= traceEnd)) {
            return fail(ErrorCode::BadInput, which + shortest(start) + " s to " + shortest(end) +
                                                 " s lies outside the trace, which runs from " + shortest(traceStart) +
                                                 " s to " + shortest(traceEnd) + " s");
        }
        used.push_back({start, end});
    }
    const Pyramid pyramid = pyramidOf(trace, trace.values());
    const TraceNoise noise = traceNoise(trace, used, 0.0, NoiseProfile(pyramid));
    IntegrationResult result = noise.header(trace);
    result.algorithmName = "tgc-bounds";
    for (const GivenBounds &given : bounds) {
        PeakBounds peakBounds;
        peakBounds.start = inSeconds(given.start);
        peakBounds.end = inSeconds(given.end);
        const double length = peakBounds.end - peakBounds.start;
        const double from =
            given.baselineStart ? inDetectorUnits(*given.baselineStart) : samples.valueAt(peakBounds.start);
        const double to = given.baselineEnd ? inDetectorUnits(*given.baselineEnd) : samples.valueAt(peakBounds.end);
        peakBounds.baseline = {peakBounds.start, from, (to - from) / length};
        peakBounds.apexNear = peakBounds.start + 0.5 * length;
        peakBounds.apexReach = length;
        peakBounds.sign = areaAbove(samples, peakBounds.start, peakBounds.end, peakBounds.baseline) < 0.0 ? -1 : 1;
        peakBounds.width = length / 4.0;
        const TraceFacts facts{samples, noise.interval, noise.baseline.peakToPeak, trace.saturation()};
        Peak peak = describePeak(facts, peakBounds);
        if (peak.widthHalf) { // wide bounds say little of the peak's width; the apex is sought over a part of it
            peakBounds.width = inSeconds(*peak.widthHalf);
            peak = describePeak(facts, peakBounds);
        }
        peak.name = given.name;
        peak.rule = BoundRule::Forced;
        peak.flags.emplace_back("manual");
        AreaBudget budget;
        budget.area = inDetectorUnitSeconds(peak.area);
        budget.length = length;
        // A baseline through two single samples is as uncertain as they are; a given one is taken as averaged.
        budget.anchors = given.baselineStart && given.baselineEnd ? length / 3.0 : noise.interval;
        budget.widthHalf = peak.widthHalf ? inSeconds(*peak.widthHalf) : 0.0;
        budget.interval = noise.interval;
        budget.meanNoise = meanNoiseNear(pyramid, noise.profile, inSeconds(peak.apex), length);
        peak.areaU = detectorUnitSeconds(areaUncertainty(budget));
        result.peaks.push_back(std::move(peak));
    }
    return result;
}

} // namespace tgc

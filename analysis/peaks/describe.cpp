// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/describe.h"

#include <algorithm>
#include <cmath>

#include "analysis/peaks/measure.h"

namespace tgc {

namespace {

bool overlaps(std::span<const Stretch> stretches, double start, double end)
{
    return std::any_of(stretches.begin(), stretches.end(),
                       [&](const Stretch &stretch) { return stretch.from_s <= end && stretch.to_s >= start; });
}

} // namespace

Peak describePeak(const TraceFacts &trace, const PeakBounds &bounds)
{
    const Samples &samples = trace.samples;
    const Line &baseline = bounds.baseline;
    const double from = std::max(bounds.start, bounds.apexNear - bounds.apexReach);
    const double to = std::min(bounds.end, bounds.apexNear + bounds.apexReach);
    const double reach = std::max(0.15 * bounds.width, 2.0 * trace.interval);
    const Apex top = findApex(samples, from, to, bounds.sign, reach);
    const bool onFlank = bounds.shoulder && (top.time - from < reach || to - top.time < reach);
    const Apex apex = onFlank ? Apex{bounds.apexNear, samples.valueAt(bounds.apexNear)} : top;
    const double height = apex.value - baseline.at(apex.time);

    Peak peak;
    peak.apex = seconds(apex.time);
    peak.height = detectorUnits(height);
    peak.area = detectorUnitSeconds(areaAbove(samples, bounds.start, bounds.end, baseline));
    peak.start = seconds(bounds.start);
    peak.end = seconds(bounds.end);
    peak.baselineStart = detectorUnits(baseline.at(bounds.start));
    peak.baselineEnd = detectorUnits(baseline.at(bounds.end));

    // Averaging over a sixteenth of the width keeps noise from crossing early; 32 samples keep the cost linear.
    const double smoothing = std::min(bounds.width / 16.0, 32.0 * trace.interval);
    const Crossings half = crossings(samples, bounds.start, bounds.end, apex, baseline, 0.5, smoothing);
    if (half.left && half.right && *half.right > *half.left) {
        const double width = *half.right - *half.left;
        peak.widthHalf = seconds(width);
        if (apex.time > 0.0) { // retention is counted from the trace's zero
            peak.plates = plates(apex.time, width);
        }
    }
    const Crossings foot = crossings(samples, bounds.start, bounds.end, apex, baseline, 0.05, smoothing);
    if (foot.left && foot.right && *foot.left<apex.time && * foot.right> apex.time) {
        peak.tailing = tailing(*foot.left, apex.time, *foot.right);
    }
    if (trace.noisePeakToPeak > 0.0) {
        peak.signalToNoise = 2.0 * std::abs(height) / trace.noisePeakToPeak;
    }
    if (height < 0.0) {
        peak.flags.emplace_back("negative");
    }
    const double width = peak.widthHalf ? inSeconds(*peak.widthHalf) : bounds.width;
    if (overlaps(trace.saturation, bounds.start, bounds.end) ||
        isSaturated(samples, bounds.start, bounds.end, bounds.sign, std::abs(height), width)) {
        peak.flags.emplace_back("saturated");
    }
    if (hasGap(samples, bounds.start, bounds.end, trace.interval)) {
        peak.flags.emplace_back("gap");
    }
    return peak;
}

void addResolutions(std::vector<Peak> &peaks)
{
    for (std::size_t i = 1; i < peaks.size(); ++i) {
        const Peak &before = peaks[i - 1];
        if (before.widthHalf && peaks[i].widthHalf && peaks[i].apex > before.apex) {
            peaks[i].resolution = resolution(inSeconds(before.apex), inSeconds(*before.widthHalf),
                                             inSeconds(peaks[i].apex), inSeconds(*peaks[i].widthHalf));
        }
    }
}

} // namespace tgc

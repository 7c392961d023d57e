// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/peak_measures.h"

#include <algorithm>
#include <cmath>

#include "analysis/peaks/measure.h"
#include "analysis/peaks/pharmacopoeia.h"
#include "analysis/peaks/tangents.h"

namespace tgc {

namespace {

/// The raw signal less the straight line between `baselineStart` and `baselineEnd` is the peak.
bool standsOnALine(const Peak &peak)
{
    return peak.rule == BoundRule::Drop || peak.rule == BoundRule::Valley || peak.rule == BoundRule::Forced ||
           peak.rule == BoundRule::Tangent;
}

Line baselineUnder(const Peak &peak)
{
    const double start = inSeconds(peak.start);
    const double rise = inDetectorUnits(peak.baselineEnd) - inDetectorUnits(peak.baselineStart);
    return {start, inDetectorUnits(peak.baselineStart), rise / (inSeconds(peak.end) - start)};
}

/// Height over the baseline at a bound, averaged over an eighth of a width.
double valleyHeight(const Samples &samples, const Line &baseline, double t, double width)
{
    const double reach = width / 16.0;
    const double length = std::min(t + reach, samples.times_s.back()) - std::max(t - reach, samples.times_s.front());
    return areaAbove(samples, t - reach, t + reach, baseline) / length;
}

std::optional<double> toHigherValley(const Peak &peak, const Samples &samples, const Line &baseline, double width)
{
    const double sign = inDetectorUnits(peak.height) < 0.0 ? -1.0 : 1.0;
    double highest = 0.0;
    const auto look = [&](char code, Time bound) {
        if (code == 'V') {
            highest = std::max(highest, sign * valleyHeight(samples, baseline, inSeconds(bound), width));
        }
    };
    look(peak.code.front(), peak.start);
    look(peak.code.back(), peak.end);
    return highest > 0.0 ? std::optional(peakToValley(sign * inDetectorUnits(peak.height), highest)) : std::nullopt;
}

void measureShape(PeakMeasures &measures, const Peak &peak, const Samples &samples)
{
    const double start = inSeconds(peak.start);
    const double end = inSeconds(peak.end);
    const Line baseline = baselineUnder(peak);
    measures.moments = momentsOf(samples, start, end, baseline);
    if (!peak.widthHalf) {
        return;
    }
    const double width = inSeconds(*peak.widthHalf);
    const double apexTime = inSeconds(peak.apex);
    const Apex apex{apexTime, baseline.at(apexTime) + inDetectorUnits(peak.height)};
    const double smoothing = width / 16.0;
    const Crossings foot = crossings(samples, start, end, apex, baseline, 0.05, smoothing);
    if (foot.left && foot.right) {
        measures.width5 = seconds(*foot.right - *foot.left);
    }
    const Crossings tenth = crossings(samples, start, end, apex, baseline, 0.1, smoothing);
    if (tenth.left && tenth.right && *tenth.left<apexTime && * tenth.right> apexTime) {
        measures.width10 = seconds(*tenth.right - *tenth.left);
        measures.asymmetry = asymmetry(*tenth.left, apexTime, *tenth.right);
        if (apexTime > 0.0) {
            measures.platesFoleyDorsey = foleyDorseyPlates(apexTime, *tenth.right - *tenth.left, *measures.asymmetry);
        }
    }
    if (const auto base = tangentWidth(samples, start, end, apex, baseline, width)) {
        measures.widthBase = seconds(*base);
        if (apexTime > 0.0) {
            measures.platesTangent = platesByTangents(apexTime, *base);
        }
    }
    measures.peakToValley = toHigherValley(peak, samples, baseline, width);
}

void measureAgainst(PeakMeasures &measures, const Peak &peak, const PeakMeasures &measuresBefore, const Peak &before)
{
    if (measures.widthBase && measuresBefore.widthBase && peak.apex > before.apex) {
        measures.resolutionTangent = resolutionByTangents(inSeconds(before.apex), inSeconds(*measuresBefore.widthBase),
                                                          inSeconds(peak.apex), inSeconds(*measures.widthBase));
    }
    if (measures.retentionFactor && measuresBefore.retentionFactor && *measuresBefore.retentionFactor > 0.0) {
        measures.separationFactor = separationFactor(*measuresBefore.retentionFactor, *measures.retentionFactor);
    }
}

} // namespace

std::vector<PeakMeasures> measurePeaks(const Chromatogram &trace, const IntegrationResult &result,
                                       const MeasureOptions &options)
{
    const Samples samples{trace.times_s(), trace.values()};
    const Chromatogram &quiet = options.blank != nullptr ? *options.blank : trace;
    std::vector<Span> occupied;
    if (options.blank == nullptr) {
        for (const Peak &peak : result.peaks) {
            occupied.push_back({inSeconds(peak.start), inSeconds(peak.end)});
        }
    }
    std::vector<PeakMeasures> all;
    for (const Peak &peak : result.peaks) {
        PeakMeasures measures;
        if (standsOnALine(peak) && peak.end > peak.start) {
            measureShape(measures, peak, samples);
        }
        if (options.deadTime && inSeconds(*options.deadTime) > 0.0) {
            measures.retentionFactor = retentionFactor(inSeconds(peak.apex), inSeconds(*options.deadTime));
        }
        if (peak.widthHalf) {
            measures.noise = noiseWindow({quiet.times_s(), quiet.values()}, occupied, inSeconds(peak.apex),
                                         inSeconds(*peak.widthHalf));
            if (measures.noise && measures.noise->range > 0.0) {
                measures.signalToNoise = signalToNoise(std::abs(inDetectorUnits(peak.height)), measures.noise->range);
            }
        }
        if (!all.empty()) {
            measureAgainst(measures, peak, all.back(), result.peaks[all.size() - 1]);
        }
        all.push_back(measures);
    }
    return all;
}

} // namespace tgc

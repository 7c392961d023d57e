// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/measure_planned.h"

#include <algorithm>
#include <cmath>

#include "analysis/peaks/area_uncertainty.h"
#include "analysis/peaks/describe.h"
#include "analysis/peaks/steps.h"
#include "analysis/peaks/trace_noise.h"

namespace tgc {

namespace {

constexpr double anchorWidths = 1.5; ///< as detection anchors its baselines

/// The samples of a peak with what lies on it or under it taken off.
struct OwnSignal {
    std::vector<double> times_s;
    std::vector<double> values;
};

/// The peak's samples and one beyond each bound, with a point where a rider's ground begins and ends.
OwnSignal ownSignal(const Samples &samples, const PlannedPeak &plan)
{
    OwnSignal own;
    std::vector<double> knots;
    for (const SkimCurve &rider : plan.riders) {
        knots.push_back(rider.from);
        knots.push_back(rider.to);
    }
    std::sort(knots.begin(), knots.end());
    std::size_t first = samples.at(plan.start());
    first = first > 0 ? first - 1 : first;
    std::size_t next = 0;
    for (std::size_t i = first; i < samples.size(); ++i) {
        const double t = samples.times_s[i];
        while (next < knots.size() && knots[next] < t) {
            if (own.times_s.empty() || knots[next] > own.times_s.back()) {
                own.times_s.push_back(knots[next]);
                own.values.push_back(samples.valueAt(knots[next]));
            }
            ++next;
        }
        own.times_s.push_back(t);
        own.values.push_back(samples.values[i]);
        if (t > plan.end()) {
            break;
        }
    }
    for (std::size_t i = 0; i < own.values.size(); ++i) {
        const double t = own.times_s[i];
        for (const SkimCurve &rider : plan.riders) {
            if (t >= rider.from && t <= rider.to) {
                own.values[i] = rider.at(t);
            }
        }
        if (plan.ground) {
            own.values[i] -= plan.ground->at(t);
        }
        if (plan.clamp && !plan.ground && plan.sign * (own.values[i] - plan.baseline.at(t)) < 0.0) {
            own.values[i] = plan.baseline.at(t);
        }
    }
    return own;
}

bool has(const std::vector<std::string> &flags, const char *flag)
{
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

} // namespace

PlannedMeasure::PlannedMeasure(const Chromatogram &trace, const IntegrationResult &detected)
    : m_trace(trace), m_peakToPeak(detected.noisePeakToPeak ? inDetectorUnits(*detected.noisePeakToPeak) : 0.0)
{
    for (const Peak &peak : detected.peaks) {
        m_occupied.push_back({inSeconds(peak.start), inSeconds(peak.end)});
    }
    std::sort(m_occupied.begin(), m_occupied.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
}

const PlannedMeasure::Noise &PlannedMeasure::noise(const Layout &layout)
{
    if (!m_noise) {
        Pyramid pyramid = pyramidOf(m_trace, layout.samples.values);
        NoiseProfile profile(pyramid, m_occupied);
        m_noise.emplace(Noise{std::move(pyramid), std::move(profile)});
    }
    return *m_noise;
}

double PlannedMeasure::uncertainty(const Layout &layout, const PlannedPeak &plan, const Peak &peak)
{
    const Noise &trace = noise(layout);
    AreaBudget budget;
    budget.area = inDetectorUnitSeconds(peak.area);
    budget.length = plan.end() - plan.start();
    budget.anchors = plan.anchor > 0.0 ? plan.anchor : anchorWidths * plan.width;
    budget.widthHalf = peak.widthHalf ? inSeconds(*peak.widthHalf) : plan.width;
    budget.interval = layout.interval;
    budget.meanNoise = meanNoiseNear(trace.pyramid, trace.profile, inSeconds(peak.apex), budget.length);
    const bool skimmed = plan.ground.has_value();
    for (const int side : {0, 1}) {
        const double t = side == 0 ? plan.start() : plan.end();
        if (skimmed || (plan.peak.rule != BoundRule::Valley && plan.peak.code[static_cast<std::size_t>(side)] == 'V')) {
            budget.valleyHeights += std::abs(layout.level(t, plan.width) - plan.baseline.at(t));
        }
    }
    for (const SkimCurve &rider : plan.riders) {
        budget.valleyHeights += std::abs(rider.at(rider.origin) - plan.baseline.at(rider.origin));
    }
    return areaUncertainty(budget);
}

Peak PlannedMeasure::measured(const Layout &layout, const PlannedPeak &plan)
{
    PeakBounds bounds;
    bounds.start = plan.start();
    bounds.end = plan.end();
    const bool inReach = plan.apexNear > bounds.start && plan.apexNear < bounds.end;
    bounds.apexNear = inReach ? plan.apexNear : 0.5 * (bounds.start + bounds.end);
    bounds.apexReach = inReach ? plan.apexReach : bounds.apexNear - bounds.start;
    bounds.width = plan.width;
    bounds.sign = plan.sign;
    bounds.baseline = plan.baseline;
    Peak peak = describePeak({layout.samples, layout.interval, m_peakToPeak, m_trace.saturation()}, bounds);
    if (plan.ground || plan.clamp || !plan.riders.empty()) {
        const std::vector<std::string> asRecorded = peak.flags; // rails and gaps show in the raw samples only
        const OwnSignal own = ownSignal(layout.samples, plan);
        bounds.baseline = plan.ground ? Line{} : plan.baseline;
        peak = describePeak({{own.times_s, own.values}, layout.interval, m_peakToPeak, m_trace.saturation()}, bounds);
        for (const char *flag : {"saturated", "gap"}) {
            if (has(asRecorded, flag) && !has(peak.flags, flag)) {
                peak.flags.emplace_back(flag);
            }
        }
        if (plan.ground) {
            peak.baselineStart = detectorUnits(plan.ground->at(bounds.start));
            peak.baselineEnd = detectorUnits(plan.ground->at(bounds.end));
        }
    }
    const double before = stepLevel(layout.steps, bounds.start);
    const double after = stepLevel(layout.steps, bounds.end);
    peak.baselineStart = peak.baselineStart + detectorUnits(before); // told where the signal is
    peak.baselineEnd = peak.baselineEnd + detectorUnits(after);
    if (before != after) {
        peak.flags.emplace_back("step-inside");
    }
    for (const char *flag : {"cut-off", "shape-mismatch"}) { // of the signal, not of how it is cut
        if (has(plan.peak.flags, flag)) {
            peak.flags.emplace_back(flag);
        }
    }
    peak.code = plan.peak.code;
    peak.rule = plan.peak.rule;
    peak.areaU = detectorUnitSeconds(uncertainty(layout, plan, peak));
    return peak;
}

void PlannedMeasure::refresh(Layout &layout)
{
    bool any = false;
    for (PlannedPeak &plan : layout.peaks) {
        if (plan.dirty) {
            plan.peak = measured(layout, plan);
            plan.dirty = false;
            any = true;
        }
    }
    if (any) {
        std::stable_sort(layout.peaks.begin(), layout.peaks.end(),
                         [](const PlannedPeak &a, const PlannedPeak &b) { return a.peak.apex < b.peak.apex; });
    }
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/integrate.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/peaks/bounds.h"
#include "analysis/peaks/cluster_peaks.h"
#include "analysis/peaks/describe.h"
#include "analysis/peaks/features.h"
#include "analysis/peaks/identify.h"
#include "analysis/peaks/resolve_clusters.h"
#include "analysis/peaks/search_signal.h"
#include "analysis/peaks/steps.h"
#include "analysis/peaks/trace_noise.h"
#include "analysis/peaks/transients.h"
#include "analysis/signal/noise.h"

namespace tgc {

namespace {

/// Why a trace cannot be searched at all; empty when it can.
std::string unsearchable(const Chromatogram &trace, Extent extent)
{
    const auto [low, high] = extent;
    if (trace.size() < 5) {
        return "the trace has " + std::to_string(trace.size()) + " samples; at least 5 are needed to look for peaks";
    }
    if (low == high) {
        return "the signal is constant at " + shortest(low);
    }
    if (std::max(std::abs(low), std::abs(high)) > 1e100 || !(high - low > 1e-100)) {
        return "the signal runs from " + shortest(low) + " to " + shortest(high) +
               ", outside what can be integrated; check its unit";
    }
    const double span = inSeconds(trace.end()) - inSeconds(trace.start());
    if (!(span < 1e12) || !(span > 1e-9)) {
        return "the trace lasts " + shortest(span) + " s; check the unit of its times";
    }
    return {};
}

void rejectSpikes(IntegrationResult &result, const Samples &samples, std::span<const Spike> spikes, double noise)
{
    for (const Spike &spike : spikes) {
        result.rejected.push_back(
            {seconds(samples.times_s[spike.top]),
             "spike: " + shortest(std::round(100.0 * spike.riseShare)) + " % of its height " +
                 shortest(std::round(std::abs(spike.height) / noise * 10.0) / 10.0) + " noise comes within " +
                 (spike.riseSamples == 1 ? "one sample, a peak allows 60 %" : "two samples, a peak allows 75 %")});
    }
}

void rejectSteps(IntegrationResult &result, std::span<const Step> steps, double noise)
{
    for (const Step &step : steps) {
        const double size = std::round(10.0 * std::abs(step.change) / noise) / 10.0;
        const double time = std::round(100.0 * (step.to - step.from)) / 100.0;
        result.rejected.push_back(
            {seconds(step.from), "step: the baseline " + std::string(step.change > 0.0 ? "rises" : "falls") + " by " +
                                     shortest(size) + " noise within " + shortest(time) + " s and stays there"});
    }
}

/// What rises less than the step within its ends may well be what taking that step out left behind.
void rejectRemainsOfSteps(IntegrationResult &result, std::span<const Step> steps)
{
    std::erase_if(result.peaks, [&](const Peak &peak) {
        const double change = stepLevel(steps, inSeconds(peak.end)) - stepLevel(steps, inSeconds(peak.start));
        const double ratio = std::abs(change / inDetectorUnits(peak.height));
        if (!(ratio > 1.0)) {
            return false;
        }
        result.rejected.push_back({peak.apex, "step: the baseline's step between its ends is " +
                                                  shortest(std::round(100.0 * ratio) / 100.0) +
                                                  " times its height, a peak allows 1"});
        return true;
    });
}

/// Baselines were drawn on one level; they are told where the signal is.
void putOnTheSignal(IntegrationResult &result, std::span<const Step> steps)
{
    for (Peak &peak : result.peaks) {
        const double before = stepLevel(steps, inSeconds(peak.start));
        const double after = stepLevel(steps, inSeconds(peak.end));
        peak.baselineStart = peak.baselineStart + detectorUnits(before);
        peak.baselineEnd = peak.baselineEnd + detectorUnits(after);
        if (before != after) {
            peak.flags.emplace_back("step-inside");
        }
    }
}

} // namespace

IntegrationResult integrateClassic(const Chromatogram &trace, const IntegrationOptions &options)
{
    IntegrationResult result;
    result.points = trace.size();
    const Extent extent = extentOf(trace.values());
    if (const std::string why = unsearchable(trace, extent); !why.empty()) {
        result.rate_Hz = trace.interval() ? std::optional(1.0 / inSeconds(*trace.interval())) : std::nullopt;
        result.algorithmName = "tgc-classic";
        result.algorithmVersion = std::string("1");
        result.warnings.push_back("no peaks looked for: " + why);
        return result;
    }
    const Samples raw{trace.times_s(), trace.values()};
    const double smallestNoise = leastNoise(raw.values, extent);
    const double sampleNoise = std::max(differenceNoise(raw.values), smallestNoise);

    const SearchSignal search = searchSignal(trace, options.detection, sampleNoise);
    const std::vector<Spike> &spikes = search.spikes;
    const std::vector<Step> &steps = search.steps;
    const Pyramid &pyramid = search.pyramid;
    std::optional<double> expected;
    if (options.expectedWidthHalf && inSeconds(*options.expectedWidthHalf) > 0.0) {
        expected = inSeconds(*options.expectedWidthHalf);
    }
    Features features = findFeatures(pyramid, expected, smallestNoise, options.detection.threshold);
    for (auto *each : {&features.found, &features.weak}) {
        std::erase_if(*each, [&](const Feature &f) { return mayBeStep(steps, f.time, f.width, f.response); });
    }
    const std::vector<double> onOneLevel =
        steps.empty() ? std::vector<double>{} : withoutSteps(raw.times_s, raw.values, steps);
    const Samples samples{raw.times_s, steps.empty() ? raw.values : std::span<const double>(onOneLevel)};
    const Scene scene{pyramid, search.noise, features.loudness};
    const std::vector<Cluster> clusters = resolveClusters(scene, features.found);

    std::vector<Span> occupied;
    for (const Cluster &cluster : clusters) {
        occupied.push_back({cluster.start, cluster.end});
    }
    for (const Spike &spike : spikes) {
        occupied.push_back({samples.times_s[spike.first], samples.times_s[spike.last]});
    }
    for (const Step &step : steps) {
        occupied.push_back({step.from, step.to});
    }
    std::sort(occupied.begin(), occupied.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    const NoiseProfile betweenPeaks(pyramid, occupied); // for the uncertainties: peaks are no noise
    const Scene measured{pyramid, betweenPeaks, features.loudness};
    const TraceNoise noise = traceNoise(trace, occupied, features.width, search.noise);
    result = noise.header(trace);
    result.algorithmName = "tgc-classic";
    result.steps = steps;

    const TraceFacts facts{samples, noise.interval, noise.baseline.peakToPeak, trace.saturation()};
    for (const Cluster &cluster : clusters) {
        addClusterPeaks(result, facts, measured, cluster);
    }
    rejectSpikes(result, samples, spikes, std::max(noise.baseline.sigma, smallestNoise));
    rejectSteps(result, steps, std::max(noise.baseline.sigma, smallestNoise));
    rejectRemainsOfSteps(result, steps);
    putOnTheSignal(result, steps);
    for (const Feature &weak : features.weak) {
        result.rejected.push_back({seconds(weak.time), weakCriterion(weak)});
    }
    std::stable_sort(result.peaks.begin(), result.peaks.end(),
                     [](const Peak &a, const Peak &b) { return a.apex < b.apex; });
    std::stable_sort(result.rejected.begin(), result.rejected.end(),
                     [](const auto &a, const auto &b) { return a.apex < b.apex; });
    addResolutions(result.peaks);
    nameTargets(result, options.targets);
    return result;
}

} // namespace tgc

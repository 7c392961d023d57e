// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/integrate_fit.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <Eigen/Core>

#include "analysis/core/decimal.h"
#include "analysis/fit/emg_fit.h"
#include "analysis/fit/emg_measures.h"
#include "analysis/fit/fit_blocks.h"
#include "analysis/fit/fit_groups.h"
#include "analysis/peaks/describe.h"
#include "analysis/peaks/measure.h"
#include "analysis/peaks/steps.h"
#include "analysis/peaks/trace_noise.h"
#include "analysis/peaks/transients.h"

namespace tgc {

namespace {

constexpr double blocksPerWidth = 12.0; ///< of the narrowest peak; more would tell nothing new
constexpr double mostBlocks = 600.0;
constexpr double disagreement = 2.0;    ///< standard uncertainties
constexpr double doubtfulMisfit = 1.2;  ///< three standard deviations of chance with a hundred blocks
constexpr double mismatchNoise = 3.0;   ///< residuals over noise ...
constexpr double mismatchHeight = 0.01; ///< ... and over the height

bool has(const Peak &peak, std::string_view flag)
{
    return std::find(peak.flags.begin(), peak.flags.end(), flag) != peak.flags.end();
}

void addFlag(Peak &peak, const char *flag)
{
    if (!has(peak, flag)) {
        peak.flags.emplace_back(flag);
    }
}

/// What of the trace the fits share.
struct FitScene {
    std::vector<double> onOneLevel; ///< the signal without its steps, where there are any
    Samples samples;
    std::span<const Step> steps; ///< of the baseline, that the search took out
    double interval = 0.0;
    double smallestNoise = 0.0;
    NoiseProfile noise;
    std::vector<Span> excluded; ///< spoilt samples, in order of time
};

/// Samples that do not show the signal: those of spikes and steps, those the digitiser cut off, and the top of a peak that
/// is flat.
std::vector<Span> spoilt(const Chromatogram &trace, const IntegrationResult &classic, std::span<const Spike> spikes)
{
    const Samples samples{trace.times_s(), trace.values()};
    std::vector<Span> spans;
    for (const Spike &spike : spikes) {
        spans.push_back({samples.times_s[spike.first], samples.times_s[spike.last]});
    }
    for (const Step &step : classic.steps) {
        spans.push_back({step.from, step.to});
    }
    for (const Stretch &stretch : trace.saturation()) {
        spans.push_back({stretch.from_s, stretch.to_s});
    }
    for (const Peak &peak : classic.peaks) {
        if (!has(peak, "saturated")) {
            continue;
        }
        const double sign = inDetectorUnits(peak.height) < 0.0 ? -1.0 : 1.0;
        const std::size_t first = samples.at(inSeconds(peak.start));
        const std::size_t last = samples.at(inSeconds(peak.end));
        double top = -HUGE_VAL;
        for (std::size_t i = first; i < last; ++i) {
            top = std::max(top, sign * samples.values[i]);
        }
        for (std::size_t i = first; i < last; ++i) {
            if (sign * samples.values[i] == top) {
                spans.push_back({samples.times_s[i], samples.times_s[i]});
            }
        }
    }
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    return spans;
}

FitScene sceneOf(const Chromatogram &trace, const IntegrationResult &classic)
{
    FitScene scene;
    scene.steps = classic.steps;
    if (!scene.steps.empty()) {
        scene.onOneLevel = withoutSteps(trace.times_s(), trace.values(), scene.steps);
    }
    scene.samples = {trace.times_s(), scene.steps.empty() ? trace.values() : std::span<const double>(scene.onOneLevel)};
    const Samples &samples = scene.samples;
    const double smallest = leastNoise(samples.values, extentOf(samples.values));
    const std::vector<Spike> spikes = findSpikes(samples.values, std::max(differenceNoise(samples.values), smallest));
    const std::vector<double> calm = withoutSpikes(samples.values, spikes);
    std::vector<Span> occupied;
    for (const Peak &peak : classic.peaks) {
        occupied.push_back({inSeconds(peak.start), inSeconds(peak.end)});
    }
    for (const Spike &spike : spikes) {
        occupied.push_back({samples.times_s[spike.first], samples.times_s[spike.last]});
    }
    std::sort(occupied.begin(), occupied.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    scene.interval = usualInterval(trace);
    scene.smallestNoise = smallest;
    scene.noise = NoiseProfile(pyramidOf(trace, calm), occupied);
    scene.excluded = spoilt(trace, classic, spikes);
    return scene;
}

Result<ClusterFit> fitGroup(const FitScene &scene, std::span<const Peak> peaks, const Group &group, const GoOn &goOn)
{
    if (peaks.size() > mostFittedPeaks) {
        return fail(ErrorCode::NotDetermined, std::to_string(peaks.size()) + " peaks hang together, at most " +
                                                  std::to_string(mostFittedPeaks) + " are fitted at once");
    }
    std::vector<PeakStart> starts;
    double narrowest = HUGE_VAL;
    for (const Peak &peak : peaks) {
        const double width = std::max(fitWidth(peak), scene.interval);
        starts.push_back({inSeconds(peak.apex), width, inDetectorUnits(peak.height) < 0.0 ? -1 : 1});
        narrowest = std::min(narrowest, width);
    }
    const double length = std::max(narrowest / blocksPerWidth, (group.to - group.from) / mostBlocks);
    const std::vector<Block> blocks =
        blocksOf(scene.samples, group.from, group.to, length, scene.interval, scene.excluded);
    return fitCluster(blocks, starts, colouredNoise(scene.noise, scene.interval, narrowest, scene.smallestNoise), goOn);
}

/// The component's parameters, its baseline told by the values at both ends of the group.
FittedShape fittedShape(const FittedPeak &fitted, const Line &baseline, const Group &group)
{
    using Six = Eigen::Matrix<double, 6, 6, Eigen::RowMajor>;
    Six ends = Six::Identity();
    ends.bottomRightCorner(2, 2) << 1.0, group.from - baseline.time, 1.0, group.to - baseline.time;
    FittedShape shape{seconds(fitted.shape.mu), seconds(fitted.shape.sigma), seconds(fitted.shape.tau), {}};
    Eigen::Map<Six>(shape.covariance.data()) =
        ends * Eigen::Map<const Six>(fitted.covariance.data()) * ends.transpose();
    return shape;
}

/// Puts the fitted component in the classic peak's place.
void takeFit(Peak &peak, const FittedPeak &fitted, const ClusterFit &fit, const Group &group,
             std::span<const Step> steps)
{
    const EmgApex apex = emgApex(fitted.shape);
    const double height = fitted.area * apex.height;
    const bool disagrees =
        peak.classicArea && std::abs(fitted.area - inDetectorUnitSeconds(*peak.classicArea)) >
                                disagreement * std::hypot(fitted.areaU, inDetectorUnitSeconds(peak.areaU));
    if (peak.signalToNoise) {
        peak.signalToNoise = *peak.signalToNoise * std::abs(height / inDetectorUnits(peak.height));
    }
    peak.rule = BoundRule::Fit;
    peak.apex = seconds(apex.time);
    peak.height = detectorUnits(height);
    peak.area = detectorUnitSeconds(fitted.area);
    // Where noise does not explain what the fit leaves, the model is wrong, and the classic area is the other opinion.
    const double modelError = peak.classicArea && fit.misfit > doubtfulMisfit
                                  ? std::abs(fitted.area - inDetectorUnitSeconds(*peak.classicArea)) / std::sqrt(3.0)
                                  : 0.0;
    peak.areaU = detectorUnitSeconds(std::hypot(fitted.areaU, modelError));
    peak.start = seconds(group.from);
    peak.end = seconds(group.to);
    peak.baselineStart = detectorUnits(fit.baseline.at(group.from) + stepLevel(steps, group.from));
    peak.baselineEnd = detectorUnits(fit.baseline.at(group.to) + stepLevel(steps, group.to));
    peak.fitted = fittedShape(fitted, fit.baseline, group);
    const double width = emgWidth(fitted.shape, 0.5).width();
    peak.widthHalf = seconds(width);
    peak.tailing = emgTailing(fitted.shape);
    peak.plates = apex.time > 0.0 ? std::optional(plates(apex.time, width)) : std::nullopt;
    if (disagrees) {
        addFlag(peak, "fit-disagrees");
    }
    if (fit.misfit > mismatchNoise && fit.residual > mismatchHeight * std::abs(height)) {
        addFlag(peak, "shape-mismatch");
    }
}

/// A peak that only the fit has seen, beside `neighbour`.
Peak addedPeak(const Peak &neighbour)
{
    Peak peak;
    peak.height = neighbour.height; // with the S/N that belongs to it
    peak.signalToNoise = neighbour.signalToNoise;
    peak.code = "VV";
    if (inDetectorUnits(neighbour.height) < 0.0) {
        addFlag(peak, "negative");
    }
    return peak;
}

/// The fitted peaks of a group, in place of the classic ones or between them.
void addFitted(std::vector<Peak> &peaks, std::vector<std::string> &warnings, std::span<const Peak> classic,
               const ClusterFit &fit, const Group &group, std::span<const Step> steps)
{
    std::size_t next = 0; // of the classic ones
    for (const FittedPeak &fitted : fit.peaks) {
        Peak peak = fitted.added ? addedPeak(classic[std::min(next, classic.size() - 1)]) : classic[next++];
        takeFit(peak, fitted, fit, group, steps);
        if (fitted.added) {
            warnings.push_back("the peak at " + rounded(inSeconds(peak.apex), 1) + " s is seen by the fit alone");
        }
        peaks.push_back(std::move(peak));
    }
}

/// Every group of the classic result fitted, or its classic peaks where that is not possible; some are missing where
/// `goOn` said no.
std::vector<Peak> fittedPeaks(const FitScene &scene, IntegrationResult &result, const GoOn &goOn)
{
    std::vector<Group> groups = groupsOf(result, scene.samples);
    std::vector<Peak> peaks;
    while (!groups.empty() && goOn()) {
        const Group group = groups.back();
        groups.pop_back();
        const auto classic = std::span(result.peaks).subspan(group.first, group.last - group.first);
        const auto fit = fitGroup(scene, classic, group, goOn);
        const std::optional<std::size_t> parting = fit ? std::nullopt : widestGap(result.peaks, group);
        if (parting) { // what stands well apart can be fitted without the other
            groups.push_back({group.first, *parting, group.from, inSeconds(result.peaks[*parting].start)});
            groups.push_back({*parting, group.last, inSeconds(result.peaks[*parting - 1].end), group.to});
        } else if (!fit) {
            result.warnings.push_back("no fit between " + rounded(group.from, 1) + " s and " + rounded(group.to, 1) +
                                      " s: " + fit.error().message + "; the classic area stands");
            for (Peak &peak : classic) {
                addFlag(peak, "fit-failed");
                peaks.push_back(peak);
            }
        } else {
            addFitted(peaks, result.warnings, classic, *fit, group, scene.steps);
        }
    }
    return peaks;
}

} // namespace

std::optional<IntegrationResult> integrateFit(const Chromatogram &trace, const IntegrationOptions &options,
                                              const GoOn &goOn)
{
    IntegrationResult result = integrateClassic(trace, options);
    result.algorithmName = fitAlgorithmName;
    result.algorithmVersion = fitAlgorithmVersion;
    bool stopped = false; // once it said no it is not asked again
    const GoOn goesOn = [&] {
        stopped = stopped || (goOn && !goOn());
        return !stopped;
    };
    if (!goesOn() || result.peaks.empty()) {
        return stopped ? std::nullopt : std::optional(std::move(result));
    }
    for (Peak &peak : result.peaks) {
        peak.classicArea = peak.area;
    }
    joinTwins(result);
    const FitScene scene = sceneOf(trace, result);
    result.peaks = fittedPeaks(scene, result, goesOn);
    if (stopped) {
        return std::nullopt;
    }
    std::stable_sort(result.peaks.begin(), result.peaks.end(),
                     [](const Peak &a, const Peak &b) { return a.apex < b.apex; });
    addResolutions(result.peaks);
    return result;
}

IntegrationResult integrateFit(const Chromatogram &trace, const IntegrationOptions &options)
{
    return *integrateFit(trace, options, {});
}

} // namespace tgc

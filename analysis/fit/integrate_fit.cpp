// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/integrate_fit.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"
#include "analysis/fit/emg_fit.h"
#include "analysis/fit/emg_measures.h"
#include "analysis/fit/fit_blocks.h"
#include "analysis/peaks/describe.h"
#include "analysis/peaks/measure.h"
#include "analysis/peaks/trace_noise.h"
#include "analysis/peaks/transients.h"

namespace tgc {

namespace {

constexpr double blocksPerWidth = 12.0; ///< of the narrowest peak; more would tell nothing new
constexpr double mostBlocks = 600.0;
constexpr double surroundings = 2.0;    ///< half-height widths of baseline beyond the peaks' bounds
constexpr double joinWidths = 1.0;      ///< clusters closer than this are fitted together
constexpr double disagreement = 2.0;    ///< standard uncertainties
constexpr double doubtfulMisfit = 1.2;  ///< three standard deviations of chance with a hundred blocks
constexpr double mismatchNoise = 3.0;   ///< residuals over noise ...
constexpr double mismatchHeight = 0.01; ///< ... and over the height

/// Half-height width of the Gaussian with the peak's area and height: noise and neighbours, which spoil a width read off
/// the signal, hardly touch it.
double widthOf(const Peak &peak)
{
    const double ofGaussian = 1.0644670194312262; // area / (height x half-height width)
    const double length = inSeconds(peak.end) - inSeconds(peak.start);
    const double width = inDetectorUnitSeconds(peak.area) / (ofGaussian * inDetectorUnits(peak.height));
    return width > 0.0 ? std::min(width, length) : 0.25 * length;
}

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

/// Numbers of the peaks [first, last) that are fitted together, and the stretch they are fitted in.
struct Group {
    std::size_t first = 0;
    std::size_t last = 0;
    double from = 0.0;
    double to = 0.0;
};

/// What of the trace the fits share.
struct FitScene {
    Samples samples;
    double interval = 0.0;
    double smallestNoise = 0.0;
    NoiseProfile noise;
    std::vector<Span> excluded; ///< spoilt samples, in order of time
};

/// Peaks that share a bound, or hardly leave a baseline between them, belong together. The stretch reaches into the
/// baseline beside, not into other peaks, and not beyond what was refused as one: a step, a bump.
std::vector<Group> groupsOf(const IntegrationResult &result, const Samples &samples)
{
    const std::vector<Peak> &peaks = result.peaks;
    std::vector<Group> groups;
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        const bool joined = i > 0 && inSeconds(peaks[i].start) - inSeconds(peaks[i - 1].end) <
                                         joinWidths * std::min(widthOf(peaks[i - 1]), widthOf(peaks[i]));
        if (!joined) {
            groups.push_back({i, i, 0.0, 0.0});
        }
        groups.back().last = i + 1;
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Group &group = groups[g];
        const Peak &front = peaks[group.first];
        const Peak &back = peaks[group.last - 1];
        const double start = inSeconds(front.start);
        const double end = inSeconds(back.end);
        group.from = std::max(start - surroundings * widthOf(front),
                              g > 0 ? inSeconds(peaks[group.first - 1].end) : samples.times_s.front());
        group.to = std::min(end + surroundings * widthOf(back),
                            g + 1 < groups.size() ? inSeconds(peaks[group.last].start) : samples.times_s.back());
        for (const RejectedCandidate &candidate : result.rejected) {
            const double t = inSeconds(candidate.apex);
            if (t < start) {
                group.from = std::max(group.from, std::min(start, t + widthOf(front)));
            } else if (t > end) {
                group.to = std::min(group.to, std::max(end, t - widthOf(back)));
            }
        }
    }
    return groups;
}

/// Samples that do not show the signal: those of spikes, those the digitiser cut off, and the top of a peak that is flat.
std::vector<Span> spoilt(const Chromatogram &trace, const IntegrationResult &classic, std::span<const Spike> spikes)
{
    const Samples samples{trace.times_s(), trace.values()};
    std::vector<Span> spans;
    for (const Spike &spike : spikes) {
        spans.push_back({samples.times_s[spike.first], samples.times_s[spike.last]});
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
    const Samples samples{trace.times_s(), trace.values()};
    const auto [low, high] = std::minmax_element(samples.values.begin(), samples.values.end());
    const double smallest = std::max(1e-9 * (*high - *low), converterStep(samples.values) / std::sqrt(12.0));
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
    return {samples, usualInterval(trace), smallest, NoiseProfile(pyramidOf(trace, calm), occupied),
            spoilt(trace, classic, spikes)};
}

Result<ClusterFit> fitGroup(const FitScene &scene, std::span<const Peak> peaks, const Group &group)
{
    if (peaks.size() > mostFittedPeaks) {
        return fail(ErrorCode::NotDetermined, std::to_string(peaks.size()) + " peaks hang together, at most " +
                                                  std::to_string(mostFittedPeaks) + " are fitted at once");
    }
    std::vector<PeakStart> starts;
    double narrowest = HUGE_VAL;
    for (const Peak &peak : peaks) {
        const double width = std::max(widthOf(peak), scene.interval);
        starts.push_back({inSeconds(peak.apex), width, inDetectorUnits(peak.height) < 0.0 ? -1 : 1});
        narrowest = std::min(narrowest, width);
    }
    const double length = std::max(narrowest / blocksPerWidth, (group.to - group.from) / mostBlocks);
    const std::vector<Block> blocks =
        blocksOf(scene.samples, group.from, group.to, length, scene.interval, scene.excluded);
    return fitCluster(blocks, starts, colouredNoise(scene.noise, scene.interval, narrowest, scene.smallestNoise));
}

/// Puts the fitted component in the classic peak's place.
void takeFit(Peak &peak, const FittedPeak &fitted, const ClusterFit &fit, const Group &group)
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
    peak.baselineStart = detectorUnits(fit.baseline.at(group.from));
    peak.baselineEnd = detectorUnits(fit.baseline.at(group.to));
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

} // namespace

IntegrationResult integrateFit(const Chromatogram &trace, const IntegrationOptions &options)
{
    IntegrationResult result = integrateClassic(trace, options);
    result.algorithmName = "tgc-fit";
    result.algorithmVersion = std::string("1");
    if (result.peaks.empty()) {
        return result;
    }
    const FitScene scene = sceneOf(trace, result);
    std::vector<Peak> peaks;
    for (const Group &group : groupsOf(result, scene.samples)) {
        const std::span<Peak> classic = std::span(result.peaks).subspan(group.first, group.last - group.first);
        for (Peak &peak : classic) {
            peak.classicArea = peak.area;
        }
        const auto fit = fitGroup(scene, classic, group);
        if (!fit) {
            result.warnings.push_back("no fit between " + rounded(group.from, 1) + " s and " + rounded(group.to, 1) +
                                      " s: " + fit.error().message + "; the classic area stands");
            for (Peak &peak : classic) {
                addFlag(peak, "fit-failed");
                peaks.push_back(peak);
            }
            continue;
        }
        std::size_t next = 0; // of the classic ones
        for (const FittedPeak &fitted : fit->peaks) {
            Peak peak = fitted.added ? addedPeak(classic[std::min(next, classic.size() - 1)]) : classic[next++];
            takeFit(peak, fitted, *fit, group);
            if (fitted.added) {
                result.warnings.push_back("the peak at " + rounded(inSeconds(peak.apex), 1) +
                                          " s is seen by the fit alone");
            }
            peaks.push_back(std::move(peak));
        }
    }
    result.peaks = std::move(peaks);
    std::stable_sort(result.peaks.begin(), result.peaks.end(),
                     [](const Peak &a, const Peak &b) { return a.apex < b.apex; });
    addResolutions(result.peaks);
    return result;
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/why_no_peak.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/core/decimal.h"
#include "analysis/peaks/search_signal.h"
#include "analysis/peaks/sights.h"
#include "analysis/signal/noise.h"

namespace tgc {

namespace {

constexpr double faintest = 0.1; ///< of the usual threshold: what is hardly more than noise is worth a word here

std::string timeText(double seconds)
{
    return rounded(seconds, 2) + " s";
}

/// The bump or dent that stands out most, of all widths, nearer to `at` than half its own width.
std::optional<Feature> strongestNear(const Chromatogram &trace, const IntegrationOptions &options, double at)
{
    const auto values = trace.values();
    const double smallestNoise = leastNoise(values, extentOf(values));
    const SearchSignal search =
        searchSignal(trace, options.detection, std::max(differenceNoise(values), smallestNoise));
    std::optional<double> expected;
    if (options.expectedWidthHalf && inSeconds(*options.expectedWidthHalf) > 0.0) {
        expected = inSeconds(*options.expectedWidthHalf);
    }
    std::optional<Feature> strongest;
    for (const Sight &sight : look(search.pyramid, expected, smallestNoise, faintest)) {
        for (const Feature &feature : sight.extremes) {
            if (!feature.shoulder && std::abs(feature.time - at) <= 0.5 * feature.width &&
                (!strongest || faintest * feature.significance() > strongest->significance())) {
                strongest = feature;
                strongest->noise /= faintest; // the scale's own
            }
        }
    }
    return strongest;
}

std::string describe(const Feature &feature, double threshold)
{
    const std::string what = std::string(feature.sign > 0 ? "bump" : "dent") + " at " + timeText(feature.time) + ", " +
                             rounded(feature.width, 2) + " s wide at half height, stands " +
                             rounded(feature.significance(), 1) + " noise out";
    if (feature.significance() < threshold) {
        return "the strongest " + what + "; a peak needs " + shortest(threshold);
    }
    return "the " + what + ", enough for a peak (" + shortest(threshold) +
           "), yet is a part, a foot or the valley of a larger neighbour";
}

} // namespace

std::string whyNoPeak(const Chromatogram &trace, const IntegrationOptions &options, const IntegrationResult &result,
                      Time at)
{
    const double t = inSeconds(at);
    const double start = inSeconds(trace.start());
    const double end = inSeconds(trace.end());
    if (!(t >= start && t <= end)) {
        return timeText(t) + " is outside the trace, which runs from " + timeText(start) + " to " + timeText(end);
    }
    for (const Peak &peak : result.peaks) {
        if (t >= inSeconds(peak.start) && t <= inSeconds(peak.end)) {
            return timeText(t) + " belongs to the peak at " + timeText(inSeconds(peak.apex)) + " (" +
                   timeText(inSeconds(peak.start)) + " to " + timeText(inSeconds(peak.end)) + ")";
        }
    }
    if (!result.warnings.empty() && result.warnings.front().starts_with("no peaks looked for")) {
        return result.warnings.front();
    }
    const std::optional<Feature> feature = strongestNear(trace, options, t);
    // Refused within a width: its own words say most.
    const double interval = trace.interval() ? inSeconds(*trace.interval()) : 0.0;
    const double reach = std::max(feature ? feature->width : 0.0, 2.0 * interval);
    const RejectedCandidate *nearest = nullptr;
    for (const RejectedCandidate &refused : result.rejected) {
        const double distance = std::abs(inSeconds(refused.apex) - t);
        if (distance <= reach && (nearest == nullptr || distance < std::abs(inSeconds(nearest->apex) - t))) {
            nearest = &refused;
        }
    }
    if (nearest != nullptr) {
        return "refused at " + timeText(inSeconds(nearest->apex)) + ": " + nearest->criterion;
    }
    if (!feature) {
        return "nothing near " + timeText(t) + " stands out of the noise at any width";
    }
    return describe(*feature, options.detection.threshold);
}

} // namespace tgc

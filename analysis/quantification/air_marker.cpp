// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/air_marker.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/statistics.h"
#include "analysis/core/decimal.h"

namespace tgc {

namespace {

constexpr double confidence = 0.99;

std::vector<double> areasOf(std::span<const NitrogenReading> readings, bool perMilliliter)
{
    std::vector<double> areas;
    for (const NitrogenReading &reading : readings) {
        areas.push_back(perMilliliter ? reading.area / *reading.injected_mL : reading.area);
    }
    return areas;
}

} // namespace

std::vector<NitrogenReading> nitrogenOf(std::span<const DrawRecord> draws)
{
    std::vector<NitrogenReading> readings;
    for (const DrawRecord &draw : draws) {
        if (draw.nitrogenArea) {
            readings.push_back({*draw.nitrogenArea, draw.injectionVolume
                                                        ? std::optional(inMilliliters(draw.injectionVolume->value))
                                                        : std::nullopt});
        }
    }
    return readings;
}

std::optional<AirMarker> airMarker(std::span<const NitrogenReading> sample, std::span<const NitrogenReading> blanks)
{
    if (sample.empty() || blanks.size() < 2) {
        return std::nullopt;
    }
    const auto saysVolume = [](const NitrogenReading &reading) { return reading.injected_mL.value_or(0.0) > 0.0; };
    AirMarker marker;
    marker.perMilliliter =
        std::all_of(sample.begin(), sample.end(), saysVolume) && std::all_of(blanks.begin(), blanks.end(), saysVolume);
    const auto ofSample = areasOf(sample, marker.perMilliliter);
    const auto ofBlanks = areasOf(blanks, marker.perMilliliter);
    const auto n = static_cast<double>(ofBlanks.size());
    marker.injections = ofSample.size();
    marker.blankInjections = ofBlanks.size();
    marker.most = *std::max_element(ofSample.begin(), ofSample.end());
    marker.blankMean = mean(ofBlanks);
    marker.limit =
        marker.blankMean + studentQuantile(confidence, n - 1.0) * sampleSd(ofBlanks) * std::sqrt(1.0 + 1.0 / n);
    marker.air = marker.most > marker.limit;
    const std::string unit = marker.perMilliliter ? " a mL" : "";
    marker.sentence =
        (marker.air ? "air got into the vial or the syringe: an N2 area of " : "no sign of air: N2 areas up to ") +
        rounded(marker.most, 1) + unit + " where " + std::to_string(marker.blankInjections) +
        " injections of blanks have " + rounded(marker.blankMean, 1) + " on average and " + rounded(marker.limit, 1) +
        " is the most that one more would have (99 %)" +
        (marker.air ? "; oxygen hides under the argon, and hydrogen may have left the same way" : "");
    return marker;
}

} // namespace tgc

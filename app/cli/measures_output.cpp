// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/measures_output.h"

#include "app/cli/json_object.h"

namespace tgc::cli {

namespace {

std::optional<double> inSecondsIf(const std::optional<Time> &time)
{
    return time ? std::optional(inSeconds(*time)) : std::nullopt;
}

std::string windowJson(const std::optional<NoiseWindow> &window)
{
    if (!window) {
        return "null";
    }
    return JsonObject()
        .text("rule", window->rule)
        .number("from_s", window->from_s)
        .number("to_s", window->to_s)
        .number("seconds", window->to_s - window->from_s)
        .number("points", static_cast<double>(window->points))
        .number("shift_s", window->shift_s)
        .number("range", window->range)
        .str();
}

std::string momentsJson(const std::optional<Moments> &moments)
{
    if (!moments) {
        return "null";
    }
    return JsonObject()
        .number("m0", moments->m0)
        .number("m1_s", moments->m1_s)
        .number("m2_s2", moments->m2_s2)
        .number("m3_s3", moments->m3_s3)
        .number("m4_s4", moments->m4_s4)
        .str();
}

} // namespace

std::string measuresJson(const PeakMeasures &measures)
{
    return JsonObject()
        .number("width_5_s", inSecondsIf(measures.width5))
        .number("width_10_s", inSecondsIf(measures.width10))
        .number("width_base_s", inSecondsIf(measures.widthBase))
        .number("asymmetry", measures.asymmetry)
        .number("plates_tangent", measures.platesTangent)
        .number("plates_foley_dorsey", measures.platesFoleyDorsey)
        .number("resolution_tangent", measures.resolutionTangent)
        .number("peak_to_valley", measures.peakToValley)
        .number("retention_factor", measures.retentionFactor)
        .number("separation_factor", measures.separationFactor)
        .number("signal_to_noise_pharmacopoeia", measures.signalToNoise)
        .raw("noise_window", windowJson(measures.noise))
        .raw("moments", momentsJson(measures.moments))
        .str();
}

std::string noiseJson(const ChannelMeasures &measures)
{
    if (!measures.noise) {
        return "null";
    }
    const AstmNoise &noise = *measures.noise;
    return JsonObject()
        .text("standard",
              noise.kind == "very-short-term" ? "after ASTM E685, cycles shorter than it knows" : "ASTM E685, E516")
        .text("kind", noise.kind)
        .number("from_s", noise.range.from)
        .number("to_s", noise.range.to)
        .number("cycle_s", noise.cycle_s)
        .number("cycles", static_cast<double>(noise.cycles))
        .number("cycles_left_out", static_cast<double>(noise.leftOut))
        .number("noise", noise.noise)
        .number("peak_to_peak", noise.peakToPeak)
        .number("rms", noise.rms)
        .number("six_sd", noise.sixSd)
        .number("drift_per_h", noise.drift_per_h)
        .number("wander", noise.wander)
        .number("minimum_detectability_mg_per_mL", measures.minimumDetectability)
        .str();
}

const std::vector<std::string> &measureColumns()
{
    static const std::vector<std::string> columns{"width_5_s",
                                                  "width_10_s",
                                                  "width_base_s",
                                                  "asymmetry",
                                                  "plates_tangent",
                                                  "plates_foley_dorsey",
                                                  "resolution_tangent",
                                                  "peak_to_valley",
                                                  "retention_factor",
                                                  "separation_factor",
                                                  "signal_to_noise_pharmacopoeia",
                                                  "noise_window_rule",
                                                  "noise_window_from_s",
                                                  "noise_window_to_s",
                                                  "noise_window_points"};
    return columns;
}

std::vector<formats::OutCell> measureCells(const PeakMeasures &measures)
{
    using formats::numberCell;
    const std::optional<NoiseWindow> &window = measures.noise;
    const auto ofWindow = [&](double value) { return numberCell(window ? std::optional(value) : std::nullopt); };
    const NoiseWindow shown = window.value_or(NoiseWindow{});
    return {numberCell(inSecondsIf(measures.width5)),
            numberCell(inSecondsIf(measures.width10)),
            numberCell(inSecondsIf(measures.widthBase)),
            numberCell(measures.asymmetry),
            numberCell(measures.platesTangent),
            numberCell(measures.platesFoleyDorsey),
            numberCell(measures.resolutionTangent),
            numberCell(measures.peakToValley),
            numberCell(measures.retentionFactor),
            numberCell(measures.separationFactor),
            numberCell(measures.signalToNoise),
            formats::textCell(std::string(shown.rule)),
            ofWindow(shown.from_s),
            ofWindow(shown.to_s),
            ofWindow(static_cast<double>(shown.points))};
}

} // namespace tgc::cli

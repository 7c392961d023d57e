// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/integrate_output.h"

#include <algorithm>
#include <cmath>

#include "analysis/peaks/pharmacopoeia.h"
#include "app/cli/json_object.h"
#include "app/session/events_json.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

std::optional<double> inSecondsIf(const std::optional<Time> &time)
{
    return time ? std::optional(inSeconds(*time)) : std::nullopt;
}

std::string areaUnit(const IntegratedChannel &channel)
{
    return channel.signalUnit + "*s";
}

/// Empty in classic mode, and for a peak that only the fit has seen.
std::optional<double> classicArea(const Peak &peak)
{
    return peak.classicArea ? std::optional(inDetectorUnitSeconds(*peak.classicArea)) : std::nullopt;
}

/// The curve's own parameters with their standard uncertainties.
std::string fittedJson(const FittedShape &fitted)
{
    const auto u = [&](std::size_t row) { return std::sqrt(fitted.covariance[7 * row]); };
    return JsonObject()
        .number("mu_s", inSeconds(fitted.mu))
        .number("mu_u_s", u(1))
        .number("sigma_s", inSeconds(fitted.sigma))
        .number("sigma_u_s", u(2))
        .number("tau_s", inSeconds(fitted.tau))
        .number("tau_u_s", u(3))
        .str();
}

std::string peakJson(const Peak &peak, const PeakMeasures &measures, const std::string &unit)
{
    JsonObject object;
    object.optionalText("name", peak.name)
        .number("apex_s", inSeconds(peak.apex))
        .number("height", inDetectorUnits(peak.height))
        .number("area", inDetectorUnitSeconds(peak.area))
        .text("area_unit", unit)
        .number("area_u", inDetectorUnitSeconds(peak.areaU))
        .number("start_s", inSeconds(peak.start))
        .number("end_s", inSeconds(peak.end))
        .number("baseline_start", inDetectorUnits(peak.baselineStart))
        .number("baseline_end", inDetectorUnits(peak.baselineEnd))
        .text("code", peak.code)
        .text("rule", toString(peak.rule))
        .number("width_half_s", inSecondsIf(peak.widthHalf))
        .number("tailing", peak.tailing)
        .number("plates", peak.plates)
        .number("resolution", peak.resolution)
        .number("signal_to_noise", peak.signalToNoise)
        .raw("flags", jsonTexts(peak.flags));
    if (peak.classicArea || peak.rule == BoundRule::Fit) {
        object.number("classic_area", classicArea(peak));
    }
    if (peak.fitted) {
        object.raw("fitted", fittedJson(*peak.fitted));
    }
    return object.raw("measures", measuresJson(measures)).str();
}

std::string vendorPeakJson(const formats::VendorPeak &peak)
{
    return JsonObject()
        .optionalText("name", peak.name)
        .number("apex_s", peak.apex_s)
        .number("start_s", peak.start_s)
        .number("end_s", peak.end_s)
        .number("area", peak.area)
        .text("area_unit", peak.areaUnit)
        .number("height", peak.height)
        .text("height_unit", peak.heightUnit)
        .number("baseline_start", peak.baselineStart)
        .number("baseline_end", peak.baselineEnd)
        .number("concentration", peak.concentration)
        .text("code", peak.code)
        .flag("absent", peak.absent)
        .flag("manual", peak.manual)
        .str();
}

std::string targetJson(const Target &target, const std::string &origin)
{
    return JsonObject()
        .text("name", target.name)
        .number("retention_s", inSeconds(target.retention))
        .number("half_window_s", inSeconds(target.halfWindow))
        .text("origin", origin)
        .str();
}

template <class Range, class Writer>
std::string arrayOf(const Range &range, Writer writer)
{
    std::vector<std::string> elements;
    for (const auto &element : range) {
        elements.push_back(writer(element));
    }
    return jsonArray(elements);
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words) {
        text += (text.empty() ? "" : ";") + word;
    }
    return text;
}

} // namespace

std::string toJson(const IntegratedChannel &channel)
{
    const IntegrationResult &result = channel.result;
    const std::string unit = areaUnit(channel);
    const auto rejectedJson = [](const RejectedCandidate &candidate) {
        return JsonObject().number("apex_s", inSeconds(candidate.apex)).text("criterion", candidate.criterion).str();
    };
    std::vector<std::string> peaks;
    for (std::size_t i = 0; i < result.peaks.size(); ++i) {
        peaks.push_back(peakJson(result.peaks[i], channel.measures.peaks[i], unit));
    }
    return JsonObject()
        .text("trace", channel.trace)
        .text("channel", channel.channel)
        .text("signal_unit", channel.signalUnit)
        .number("points", static_cast<double>(result.points))
        .number("rate_hz", result.rate_Hz)
        .number("noise", result.noise ? std::optional(inDetectorUnits(*result.noise)) : std::nullopt)
        .number("drift_per_min",
                result.drift ? std::optional(inDetectorUnitsPerSecond(*result.drift) * 60.0) : std::nullopt)
        .raw("algorithm",
             JsonObject().text("name", result.algorithmName).text("version", result.algorithmVersion).str())
        .raw("peaks", jsonArray(peaks))
        .raw("rejected", arrayOf(result.rejected, rejectedJson))
        .raw("vendor_peaks", arrayOf(channel.vendorPeaks, vendorPeakJson))
        .raw("warnings", jsonTexts(channel.warnings))
        .optionalText("why", channel.why)
        .number("integrate_ms", channel.integrate_ms)
        .raw("targets",
             arrayOf(channel.targets, [&](const Target &target) { return targetJson(target, channel.targetOrigin); }))
        .optionalText("method", channel.method.empty() ? std::nullopt : std::optional(channel.method))
        .raw("events", session::eventsJson(channel.events))
        .text("source", toString(channel.source))
        .text("measures_edition", pharmacopoeiaEdition)
        .optionalText("noise_blank", channel.measures.blank)
        .raw("noise_astm", noiseJson(channel.measures))
        .str();
}

formats::OutTable toTable(const std::vector<IntegratedChannel> &channels, bool withMeasures)
{
    formats::OutTable table;
    table.name = "peaks";
    table.columns = {"trace",        "channel", "name",   "apex_s",         "height",          "area", "area_unit",
                     "area_u",       "start_s", "end_s",  "baseline_start", "baseline_end",    "code", "rule",
                     "width_half_s", "tailing", "plates", "resolution",     "signal_to_noise", "flags"};
    const auto hasClassic = [](const IntegratedChannel &channel) {
        const auto &peaks = channel.result.peaks;
        return std::any_of(peaks.begin(), peaks.end(), [](const Peak &peak) { return peak.classicArea.has_value(); });
    };
    const bool fitted = std::any_of(channels.begin(), channels.end(), hasClassic);
    if (fitted) {
        table.columns.emplace_back("classic_area");
    }
    if (withMeasures) {
        table.columns.insert(table.columns.end(), measureColumns().begin(), measureColumns().end());
    }
    for (const IntegratedChannel &channel : channels) {
        for (std::size_t i = 0; i < channel.result.peaks.size(); ++i) {
            const Peak &peak = channel.result.peaks[i];
            table.rows.push_back({textCell(channel.trace),
                                  textCell(channel.channel),
                                  textCell(peak.name.value_or("")),
                                  numberCell(inSeconds(peak.apex)),
                                  numberCell(inDetectorUnits(peak.height)),
                                  numberCell(inDetectorUnitSeconds(peak.area)),
                                  textCell(areaUnit(channel)),
                                  numberCell(inDetectorUnitSeconds(peak.areaU)),
                                  numberCell(inSeconds(peak.start)),
                                  numberCell(inSeconds(peak.end)),
                                  numberCell(inDetectorUnits(peak.baselineStart)),
                                  numberCell(inDetectorUnits(peak.baselineEnd)),
                                  textCell(peak.code),
                                  textCell(std::string(toString(peak.rule))),
                                  numberCell(inSecondsIf(peak.widthHalf)),
                                  numberCell(peak.tailing),
                                  numberCell(peak.plates),
                                  numberCell(peak.resolution),
                                  numberCell(peak.signalToNoise),
                                  textCell(joined(peak.flags))});
            if (fitted) {
                table.rows.back().push_back(numberCell(classicArea(peak)));
            }
            if (withMeasures) {
                const auto cells = measureCells(channel.measures.peaks[i]);
                table.rows.back().insert(table.rows.back().end(), cells.begin(), cells.end());
            }
        }
    }
    return table;
}

formats::OutTable noiseTable(const std::vector<IntegratedChannel> &channels)
{
    formats::OutTable table{"noise",
                            {"trace", "channel", "kind", "from_s", "to_s", "cycle_s", "cycles", "cycles_left_out",
                             "unit", "noise", "peak_to_peak", "rms", "six_sd", "drift_per_h", "wander",
                             "minimum_detectability_mg_per_mL"},
                            {}};
    for (const IntegratedChannel &channel : channels) {
        if (!channel.measures.noise) {
            continue;
        }
        const AstmNoise &noise = *channel.measures.noise;
        table.rows.push_back({textCell(channel.trace), textCell(channel.channel), textCell(std::string(noise.kind)),
                              numberCell(noise.range.from), numberCell(noise.range.to), numberCell(noise.cycle_s),
                              numberCell(static_cast<double>(noise.cycles)),
                              numberCell(static_cast<double>(noise.leftOut)), textCell(channel.signalUnit),
                              numberCell(noise.noise), numberCell(noise.peakToPeak), numberCell(noise.rms),
                              numberCell(noise.sixSd), numberCell(noise.drift_per_h), numberCell(noise.wander),
                              numberCell(channel.measures.minimumDetectability)});
    }
    return table;
}

} // namespace tgc::cli

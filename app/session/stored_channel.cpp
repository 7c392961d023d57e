// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/stored_channel.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tgc::session {

namespace {

using Json = nlohmann::ordered_json;

constexpr double secondsPerMinute = 60.0;

Json fittedJson(const Peak &peak)
{
    Json json = Json::object();
    if (peak.classicArea) {
        json["classic_area"] = inDetectorUnitSeconds(*peak.classicArea);
    }
    if (peak.fitted) {
        json["mu_s"] = inSeconds(peak.fitted->mu);
        json["sigma_s"] = inSeconds(peak.fitted->sigma);
        json["tau_s"] = inSeconds(peak.fitted->tau);
        json["covariance"] = peak.fitted->covariance;
    }
    return json;
}

Json outputsOf(const ChannelIntegration &channel)
{
    const IntegrationResult &result = channel.result;
    Json json{
        {"channel", channel.channel},
        {"algorithm", {{"name", result.algorithmName}, {"version", result.algorithmVersion}}},
        {"noise", result.noise ? Json(inDetectorUnits(*result.noise)) : Json()},
        {"noise_peak_to_peak", result.noisePeakToPeak ? Json(inDetectorUnits(*result.noisePeakToPeak)) : Json()},
        {"drift_per_min", result.drift ? Json(secondsPerMinute * inDetectorUnitsPerSecond(*result.drift)) : Json()},
        {"warnings", result.warnings}};
    Json rejected = Json::array();
    for (const RejectedCandidate &candidate : result.rejected) {
        rejected.push_back({{"apex_s", inSeconds(candidate.apex)}, {"criterion", candidate.criterion}});
    }
    json["rejected"] = std::move(rejected);
    if (!result.steps.empty()) {
        Json steps = Json::array();
        for (const Step &step : result.steps) {
            steps.push_back({{"from_s", step.from}, {"to_s", step.to}, {"change", step.change}, {"noise", step.noise}});
        }
        json["steps"] = std::move(steps);
    }
    if (channel.mode == IntegrationMode::Fit) {
        Json fitted = Json::array();
        for (const Peak &peak : result.peaks) {
            fitted.push_back(fittedJson(peak));
        }
        json["fitted"] = std::move(fitted);
    }
    return json;
}

std::optional<double> numberIn(const Json &json, const char *key)
{
    return json.contains(key) && !json[key].is_null() ? std::optional(json[key].get<double>()) : std::nullopt;
}

std::optional<BoundRule> ruleNamed(std::string_view name)
{
    for (const BoundRule rule : {BoundRule::Drop, BoundRule::Valley, BoundRule::Forced, BoundRule::Tangent,
                                 BoundRule::ExponentialSkim, BoundRule::Fit}) {
        if (toString(rule) == name) {
            return rule;
        }
    }
    return std::nullopt;
}

Result<Peak> peakOf(const db::PeakRecord &record)
{
    const auto rule = ruleNamed(record.rule);
    if (!rule) {
        return fail(ErrorCode::Integrity,
                    "a peak is bounded by \"" + record.rule + "\", which this program does not know");
    }
    Peak peak;
    peak.name = record.name;
    peak.apex = seconds(record.apex_s);
    peak.height = detectorUnits(record.height);
    peak.area = detectorUnitSeconds(record.area);
    peak.areaU = detectorUnitSeconds(record.areaU.value_or(0.0));
    peak.start = seconds(record.start_s);
    peak.end = seconds(record.end_s);
    peak.baselineStart = detectorUnits(record.baselineStart);
    peak.baselineEnd = detectorUnits(record.baselineEnd);
    peak.code = record.code.size() == 2 ? record.code : peak.code;
    peak.rule = *rule;
    peak.widthHalf = record.widthHalf_s ? std::optional(seconds(*record.widthHalf_s)) : std::nullopt;
    peak.tailing = record.tailing;
    peak.plates = record.plates;
    peak.resolution = record.resolution;
    peak.signalToNoise = record.signalToNoise;
    peak.flags = record.flags;
    return peak;
}

/// Throws where something is of another type.
void addFitted(Peak &peak, const Json &json)
{
    if (const auto classic = numberIn(json, "classic_area")) {
        peak.classicArea = detectorUnitSeconds(*classic);
    }
    if (json.contains("mu_s")) {
        peak.fitted =
            FittedShape{seconds(json["mu_s"].get<double>()), seconds(json.at("sigma_s").get<double>()),
                        seconds(json.at("tau_s").get<double>()), json.at("covariance").get<std::array<double, 36>>()};
    }
}

/// Throws where something is of another type.
void addOutputs(IntegrationResult &result, const Json &json)
{
    if (json.contains("algorithm")) {
        result.algorithmName = json["algorithm"].at("name").get<std::string>();
        result.algorithmVersion = json["algorithm"].at("version").get<std::string>();
    }
    const auto signal = [&](const char *key) {
        const auto number = numberIn(json, key);
        return number ? std::optional(detectorUnits(*number)) : std::nullopt;
    };
    result.noise = signal("noise");
    result.noisePeakToPeak = signal("noise_peak_to_peak");
    if (const auto drift = numberIn(json, "drift_per_min")) {
        result.drift = detectorUnitsPerSecond(*drift / secondsPerMinute);
    }
    if (json.contains("warnings")) {
        result.warnings = json["warnings"].get<std::vector<std::string>>();
    }
    if (json.contains("rejected")) {
        for (const Json &candidate : json["rejected"]) {
            result.rejected.push_back(
                {seconds(candidate.at("apex_s").get<double>()), candidate.at("criterion").get<std::string>()});
        }
    }
    for (const Json &step : json.value("steps", Json::array())) {
        result.steps.push_back({step.at("from_s").get<double>(), step.at("to_s").get<double>(),
                                step.at("change").get<double>(), step.at("noise").get<double>()});
    }
    const Json fitted = json.value("fitted", Json::array());
    for (std::size_t i = 0; i < std::min(fitted.size(), result.peaks.size()); ++i) {
        addFitted(result.peaks[i], fitted[i]);
    }
}

} // namespace

std::string outputsJson(std::span<const ChannelIntegration> channels)
{
    Json all = Json::array();
    for (const ChannelIntegration &channel : channels) {
        all.push_back(outputsOf(channel));
    }
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::optional<ChannelIntegration>> storedChannel(const db::NewResult &integration, const std::string &channel,
                                                        const Chromatogram &trace)
{
    const auto inputs = inputsFromJson(integration.inputsJson);
    if (!inputs) {
        return fail(inputs.error());
    }
    auto own = inputsFor(*inputs, channel);
    if (!own) {
        return std::nullopt;
    }
    ChannelIntegration stored{channel,        trace.signalUnit(), std::move(own->targets), {}, std::move(own->events),
                              own->peakWidth, own->mode};
    IntegrationResult &result = stored.result;
    result.points = trace.size();
    result.rate_Hz = trace.interval() ? std::optional(1.0 / inSeconds(*trace.interval())) : std::nullopt;
    result.algorithmName = integration.algorithmName;
    result.algorithmVersion = integration.algorithmVersion;
    for (const db::PeakRecord &record : integration.peaks) {
        if (record.channel == channel) {
            auto peak = peakOf(record);
            if (!peak) {
                return fail(peak.error());
            }
            result.peaks.push_back(std::move(*peak));
        }
    }
    try {
        const Json outputs = Json::parse(integration.outputsJson);
        for (const Json &each : outputs) {
            if (each.is_object() && each.value("channel", std::string()) == channel) {
                addOutputs(result, each);
            }
        }
    } catch (const Json::exception &thrown) {
        return fail(ErrorCode::Integrity,
                    std::string("the outputs of the integration cannot be read: ") + thrown.what());
    }
    return std::optional(std::move(stored));
}

} // namespace tgc::session

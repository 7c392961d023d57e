// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/channel_inputs.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/session/events_json.h"

namespace tgc::session {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *fitMode = "fit";

Json jsonOf(const ChannelInputs &inputs)
{
    Json targets = Json::array();
    for (const Target &target : inputs.targets) {
        targets.push_back({{"name", target.name},
                           {"retention_s", inSeconds(target.retention)},
                           {"half_window_s", inSeconds(target.halfWindow)}});
    }
    Json json{{"channel", inputs.channel}};
    if (inputs.mode == IntegrationMode::Fit) {
        json["mode"] = fitMode;
    }
    json["targets"] = std::move(targets);
    if (inputs.peakWidth) {
        json["peak_width_s"] = inSeconds(*inputs.peakWidth);
    }
    if (!inputs.events.empty()) {
        json["events"] = Json::parse(eventsJson(inputs.events));
    }
    return json;
}

/// Throws where something is missing or of another type.
Result<ChannelInputs> inputsIn(const Json &json)
{
    ChannelInputs inputs;
    inputs.channel = json.at("channel").get<std::string>();
    if (json.contains("mode")) {
        const auto mode = json["mode"].get<std::string>();
        if (mode != fitMode) {
            return fail(ErrorCode::Integrity, "channel " + inputs.channel + ": there is no mode \"" + mode + "\"");
        }
        inputs.mode = IntegrationMode::Fit;
    }
    for (const Json &target : json.at("targets")) {
        inputs.targets.push_back({target.at("name").get<std::string>(), seconds(target.at("retention_s").get<double>()),
                                  seconds(target.at("half_window_s").get<double>())});
    }
    if (json.contains("peak_width_s")) {
        inputs.peakWidth = seconds(json["peak_width_s"].get<double>());
    }
    if (json.contains("events")) {
        auto events = eventsFromJson(json["events"].dump());
        if (!events) {
            return fail(ErrorCode::Integrity, "channel " + inputs.channel + ": " + events.error().message);
        }
        inputs.events = std::move(*events);
    }
    return inputs;
}

} // namespace

Processing processingOf(Processing method, const ChannelInputs &own)
{
    method.options.targets = own.targets;
    if (own.peakWidth) {
        setPeakWidth(method, *own.peakWidth);
    }
    method.manual = own.events;
    return method;
}

std::string inputsJson(std::span<const ChannelInputs> channels)
{
    Json all = Json::array();
    for (const ChannelInputs &each : channels) {
        all.push_back(jsonOf(each));
    }
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<ChannelInputs>> inputsFromJson(std::string_view json)
{
    try {
        const Json all = Json::parse(json);
        if (!all.is_array()) {
            return fail(ErrorCode::Integrity, "the inputs of the integration are no list");
        }
        std::vector<ChannelInputs> channels;
        for (const Json &each : all) {
            auto inputs = inputsIn(each);
            if (!inputs) {
                return fail(inputs.error());
            }
            channels.push_back(std::move(*inputs));
        }
        return channels;
    } catch (const Json::exception &thrown) {
        return fail(ErrorCode::Integrity,
                    std::string("the inputs of the integration cannot be read: ") + thrown.what());
    }
}

std::optional<ChannelInputs> inputsFor(std::span<const ChannelInputs> all, const std::string &channel)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &each) { return each.channel == channel; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace tgc::session

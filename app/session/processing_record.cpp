// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/processing_record.h"

#include <nlohmann/json.hpp>

#include "app/session/events_json.h"
#include "app/session/run_records.h"

namespace tgc::session {

Result<std::optional<db::RecordId>> keepMethod(db::Store &store, const Method &method)
{
    if (method.text.empty()) {
        return std::nullopt;
    }
    const auto kept = store.saveMethod({method.name, method.text, Source::Typed});
    return kept ? Result<std::optional<db::RecordId>>(kept->id) : fail(kept.error());
}

std::vector<std::string> channelsOf(const db::NewResult &integration)
{
    std::vector<std::string> channels;
    const auto inputs = nlohmann::ordered_json::parse(integration.inputsJson, nullptr, false);
    if (inputs.is_array()) {
        for (const auto &entry : inputs) {
            if (entry.is_object()) {
                channels.push_back(entry.value("channel", std::string()));
            }
        }
    }
    return channels;
}

Result<Processing> inputsOf(const db::NewResult &integration, const std::optional<Method> &method,
                            const std::string &channel)
{
    Processing processing;
    if (method) {
        processing = method->processing;
    }
    const auto inputs = nlohmann::ordered_json::parse(integration.inputsJson, nullptr, false);
    if (!inputs.is_array()) {
        return fail(ErrorCode::Integrity, "the stored inputs of the integration are no list");
    }
    for (const auto &entry : inputs) {
        if (!entry.is_object() || entry.value("channel", std::string()) != channel) {
            continue;
        }
        processing.options.targets = targetsOf(integration, channel);
        if (const auto width = entry.find("peak_width_s"); width != entry.end() && width->is_number()) {
            setPeakWidth(processing, seconds(width->get<double>()));
        }
        if (const auto events = entry.find("events"); events != entry.end()) {
            auto manual = eventsFromJson(events->dump());
            if (!manual) {
                return fail(manual.error());
            }
            processing.manual = std::move(*manual);
        }
    }
    return processing;
}

Result<Processing> replayOf(const db::NewResult &integration, const std::optional<Method> &method,
                            const std::string &channel)
{
    auto processing = inputsOf(integration, method, channel);
    const auto algorithm = findAlgorithm(integration.algorithmName, integration.algorithmVersion);
    if (!algorithm) {
        return fail(ErrorCode::Integrity, algorithm.error().message);
    }
    if (processing) {
        processing->algorithm = *algorithm;
    }
    return processing;
}

Result<std::optional<Method>> methodOf(const db::Store &store, const db::NewResult &result)
{
    if (!result.methodId) {
        return std::nullopt;
    }
    const auto methods = store.methods();
    if (!methods) {
        return fail(methods.error());
    }
    for (const db::StoredMethod &stored : *methods) {
        if (stored.id == *result.methodId) {
            const std::string name = stored.method.name + " version " + std::to_string(stored.version);
            auto method = parseMethod(stored.method.text, "stored method " + name);
            if (!method) {
                return fail(ErrorCode::Integrity, method.error().message);
            }
            method->name = stored.method.name;
            return std::optional(std::move(*method));
        }
    }
    return fail(ErrorCode::Integrity, "method number " + std::to_string(*result.methodId) + " is not in the store");
}

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/processing_record.h"

#include "analysis/fit/integrate_fit.h"
#include "app/session/channel_inputs.h"

namespace tgc::session {

Result<std::optional<db::RecordId>> keepMethod(db::Store &store, const Method &method)
{
    if (method.text.empty()) {
        return std::nullopt;
    }
    const auto kept = store.saveMethod({method.name, method.text, Source::Typed});
    return kept ? Result<std::optional<db::RecordId>>(kept->id) : fail(kept.error());
}

Result<Processing> inputsOf(const db::NewResult &integration, const std::optional<Method> &method,
                            const std::string &channel)
{
    const auto all = inputsFromJson(integration.inputsJson);
    if (!all) {
        return fail(all.error());
    }
    Processing processing = method ? method->processing : Processing();
    const auto own = inputsFor(*all, channel);
    return own ? processingOf(std::move(processing), *own) : processing;
}

Result<Processing> replayedMethod(const db::NewResult &integration, const std::optional<Method> &method)
{
    // A fit brings its own search along; what is classic beside it, or taken back to classic, is searched by the newest.
    const bool fitted =
        integration.algorithmName == fitAlgorithmName && integration.algorithmVersion == fitAlgorithmVersion;
    const auto algorithm = fitted ? findAlgorithm(newestAlgorithm().name, newestAlgorithm().version)
                                  : findAlgorithm(integration.algorithmName, integration.algorithmVersion);
    if (!algorithm) {
        return fail(ErrorCode::Integrity, algorithm.error().message);
    }
    Processing processing = method ? method->processing : Processing();
    processing.algorithm = *algorithm;
    return processing;
}

Result<Processing> replayOf(const db::NewResult &integration, const std::optional<Method> &method,
                            const std::string &channel)
{
    auto processing = inputsOf(integration, method, channel);
    const auto replayed = replayedMethod(integration, method);
    if (!replayed) {
        return fail(replayed.error());
    }
    if (processing) {
        processing->algorithm = replayed->algorithm;
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
            auto method = parseMethod(stored.method.text, "stored method " + methodName(stored));
            if (!method) {
                return fail(ErrorCode::Integrity, method.error().message);
            }
            method->name = stored.method.name;
            return std::optional(std::move(*method));
        }
    }
    return fail(ErrorCode::Integrity, "method number " + std::to_string(*result.methodId) + " is not in the store");
}

std::string methodName(const db::StoredMethod &method)
{
    return method.method.name + " version " + std::to_string(method.version);
}

Result<std::map<db::RecordId, std::string>> methodNames(const db::Store &store)
{
    const auto methods = store.methods();
    if (!methods) {
        return fail(methods.error());
    }
    std::map<db::RecordId, std::string> names;
    for (const db::StoredMethod &method : *methods) {
        names.emplace(method.id, methodName(method));
    }
    return names;
}

} // namespace tgc::session

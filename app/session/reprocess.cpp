// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/reprocess.h"

#include <algorithm>

#include "app/session/fit_trace.h"
#include "app/session/processing_record.h"
#include "app/session/run_records.h"
#include "app/session/superseded.h"

namespace tgc::session {

namespace {

constexpr std::size_t runsAtATime = 16; ///< held in memory: a run of an hour at 50 Hz has 1.4 MB a channel

struct ChannelWork {
    std::string name;
    Chromatogram trace;
    Processing processing;
    IntegrationMode mode = IntegrationMode::Classic;
};

/// One run, read from the store and not yet computed.
struct RunWork {
    Reprocessed outcome;
    Source source = Source::Imported;
    std::optional<db::RecordId> methodId;
    std::vector<ChannelWork> channels;
    std::vector<ChannelIntegration> done;
};

Result<Processing> processingFor(const std::optional<db::StoredResult> &last, const std::optional<Method> &own,
                                 const std::string &channel, const ReprocessOptions &options)
{
    Processing processing;
    if (last) {
        auto before = inputsOf(last->result, own, channel);
        if (!before) {
            return before;
        }
        processing = std::move(*before);
    }
    if (options.method) {
        Processing given = options.method->processing;
        given.manual = std::move(processing.manual);
        if (given.options.targets.empty()) {
            given.options.targets = std::move(processing.options.targets);
        }
        processing = std::move(given);
    }
    return processing;
}

/// Fitted before is fitted again.
Result<IntegrationMode> modeFor(const std::optional<db::StoredResult> &last, const std::string &channel,
                                const Processing &processing)
{
    const auto inputs = last ? inputsFromJson(last->result.inputsJson) : Result<std::vector<ChannelInputs>>();
    if (!inputs) {
        return fail(inputs.error());
    }
    const auto own = inputsFor(*inputs, channel);
    const IntegrationMode mode = own ? own->mode : IntegrationMode::Classic;
    if (mode == IntegrationMode::Fit) {
        if (const auto options = fitOptions(processing); !options) {
            return fail(ErrorCode::BadInput, "channel " + channel + " was fitted, and a fit " +
                                                 options.error().message +
                                                 "; take its classic result in the desktop's Review first");
        }
    }
    return mode;
}

Result<RunWork> readRun(const db::Store &store, db::RecordId id, const ReprocessOptions &options,
                        std::optional<db::RecordId> givenMethod)
{
    RunWork work;
    work.outcome.run = id;
    const auto details = store.run(id);
    const auto last = details ? latestIntegration(store, id) : fail(details.error());
    if (!last) {
        return fail(last.error());
    }
    if (details->withdrawn) {
        return fail(ErrorCode::BadInput, db::runName(id) + " is withdrawn: it is not reprocessed");
    }
    std::optional<Method> own;
    if (*last) {
        auto found = methodOf(store, (*last)->result);
        if (!found) {
            return fail(found.error());
        }
        own = std::move(*found);
    }
    work.source = details->summary.source;
    work.methodId = options.method ? givenMethod : *last ? (*last)->result.methodId : std::nullopt;
    work.outcome.method = options.method ? options.method->name : own ? own->name : std::string();
    for (const db::StoredChannel &channel : details->channels) {
        if (channel.points == 0) {
            continue;
        }
        auto trace = store.loadSignal(id, channel.name);
        auto processing =
            trace ? processingFor(*last, own, channel.name, options) : Result<Processing>(fail(trace.error()));
        if (!processing) {
            return fail(processing.error());
        }
        const auto mode = modeFor(*last, channel.name, *processing);
        if (!mode) {
            return fail(mode.error());
        }
        work.outcome.events += processing->manual.size();
        work.channels.push_back({channel.name, std::move(*trace), std::move(*processing), *mode});
    }
    if (work.channels.empty()) {
        return fail(ErrorCode::BadInput, db::runName(id) + " holds no signal: there is nothing to integrate");
    }
    return work;
}

void compute(RunWork &work)
{
    for (const ChannelWork &channel : work.channels) {
        auto done = integrateChannel(channel.name, channel.trace, channel.processing, channel.mode);
        if (!done) {
            work.outcome.problem = done.error();
            return;
        }
        work.done.push_back(std::move(*done));
        const IntegrationResult &result = work.done.back().result;
        work.outcome.peaks += result.peaks.size();
        work.outcome.warnings.insert(work.outcome.warnings.end(), result.warnings.begin(), result.warnings.end());
    }
    work.channels.clear();
}

} // namespace

Result<std::vector<Reprocessed>> reprocess(db::Store &store, std::span<const db::RecordId> runs,
                                           const ReprocessOptions &options)
{
    std::optional<db::RecordId> methodId;
    if (options.method) {
        const auto kept = keepMethod(store, *options.method);
        if (!kept) {
            return fail(kept.error());
        }
        methodId = *kept;
    }
    std::vector<Reprocessed> outcomes;
    for (std::size_t first = 0; first < runs.size(); first += runsAtATime) {
        std::vector<RunWork> batch;
        for (const db::RecordId id : runs.subspan(first, std::min(runsAtATime, runs.size() - first))) {
            if (options.goOn && !options.goOn(outcomes.size())) {
                return outcomes;
            }
            auto work = readRun(store, id, options, methodId);
            batch.push_back(work ? std::move(*work) : RunWork{{id, {}, {}, 0, 0, {}, work.error()}, {}, {}, {}, {}});
        }
        if (!options.runner(batch.size(), [&batch](std::size_t i) { compute(batch[i]); })) {
            return outcomes;
        }
        for (RunWork &work : batch) {
            if (!work.outcome.problem) {
                const auto saved =
                    store.saveResult(integrationRecord(work.outcome.run, work.source, work.done, work.methodId));
                if (!saved) {
                    return fail(saved.error());
                }
                if (auto words = supersededInWords(*saved); !words.empty()) {
                    work.outcome.warnings.push_back(std::move(words));
                }
                work.outcome.saved = *saved;
            }
            outcomes.push_back(std::move(work.outcome));
        }
    }
    return outcomes;
}

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/shown_run.h"

#include <algorithm>

#include "app/desktop/shell/text.h"
#include "app/session/processing_record.h"

namespace tgc::desktop {

namespace {

const db::StoredResult *newest(const std::vector<db::StoredResult> &versions)
{
    const auto found =
        std::find_if(versions.rbegin(), versions.rend(), [](const auto &each) { return !each.withdrawn; });
    return found == versions.rend() ? nullptr : &*found;
}

Result<std::vector<db::StoredResult>> integrationsOf(const db::Store &store, db::RecordId run)
{
    db::ResultFilter filter;
    filter.kind = "integration";
    filter.runId = run;
    return store.results(filter);
}

Result<std::vector<TrendFigures>> readTrends(const db::Store &store, const db::RunDetails &details)
{
    std::vector<TrendFigures> trends;
    for (const db::StoredChannel &companion : details.companions) {
        if (companion.role == "trend" && companion.points > 0) {
            const auto signal = store.loadSignal(details.summary.id, companion.name);
            if (!signal) {
                return fail(signal.error());
            }
            trends.push_back(figuresOf(companion.name, *signal));
        }
    }
    return trends;
}

/// Those of the newest result; none where nothing is saved.
Result<std::vector<session::ChannelInputs>> savedInputs(const std::vector<db::StoredResult> &versions)
{
    const db::StoredResult *latest = newest(versions);
    return latest == nullptr ? std::vector<session::ChannelInputs>()
                             : session::inputsFromJson(latest->result.inputsJson);
}

session::ChannelInputs ofChannel(const std::vector<session::ChannelInputs> &all, const std::string &channel)
{
    return session::inputsFor(all, channel).value_or(session::ChannelInputs{channel, {}});
}

Result<void> readMethod(const db::Store &store, ShownRun &run)
{
    const db::StoredResult *latest = newest(run.versions);
    if (latest == nullptr) {
        return {};
    }
    auto names = session::methodNames(store);
    const auto method = session::methodOf(store, latest->result);
    auto processing = method ? session::replayedMethod(latest->result, *method) : fail(method.error());
    if (!names || !processing) {
        return fail(!names ? names.error() : processing.error());
    }
    run.methodNames = std::move(*names);
    run.methodId = latest->result.methodId;
    run.method = std::move(*processing);
    if (*method) {
        run.rules = (*method)->suitability;
    }
    return {};
}

/// Their results, method and draft, and with what each channel is to be integrated.
Result<std::vector<session::ChannelInputs>> readInputs(const db::Store &store, db::RecordId id, ShownRun &shown)
{
    auto versions = integrationsOf(store, id);
    auto drafts = store.drafts(id);
    if (!versions || !drafts) {
        return fail(!versions ? versions.error() : drafts.error());
    }
    shown.versions = std::move(*versions);
    if (const auto read = readMethod(store, shown); !read) {
        return fail(read.error());
    }
    if (drafts->empty()) {
        return savedInputs(shown.versions);
    }
    shown.draft = std::move(drafts->front());
    auto inputs = session::inputsFromJson(shown.draft->json);
    return inputs ? std::move(inputs)
                  : fail(inputs.error().code, "the draft of " + db::runName(id) + ": " + inputs.error().message);
}

} // namespace

int ShownRun::version() const
{
    const db::StoredResult *found = newest(versions);
    return found == nullptr ? 0 : found->version;
}

std::string ShownRun::methodName() const
{
    const auto found = methodNames.find(methodId.value_or(0));
    return found == methodNames.end() ? std::string() : found->second;
}

EventDraft::Tables ShownRun::tables() const
{
    EventDraft::Tables tables;
    for (const ShownChannel &channel : channels) {
        if (channel.integration) {
            tables[channel.stored.name] = channel.integration->events;
        }
    }
    return tables;
}

int channelToShow(const ShownRun &run)
{
    int first = -1;
    for (std::size_t i = 0; i < run.channels.size(); ++i) {
        const ShownChannel &channel = run.channels[i];
        if (channel.integration && !channel.integration->targets.empty()) {
            return static_cast<int>(i);
        }
        if (channel.trace && first < 0) {
            first = static_cast<int>(i);
        }
    }
    return std::max(first, 0);
}

std::vector<VendorBounds> vendorBounds(const ShownChannel &channel)
{
    std::vector<VendorBounds> bounds;
    for (const db::VendorPeakRecord &peak : channel.stored.vendorPeaks) {
        bounds.push_back({peak.start_s, peak.end_s, peak.apex_s, qstr(peak.name.value_or(""))});
    }
    return bounds;
}

Result<ShownRun> readRun(db::Store &store, db::RecordId id)
{
    auto details = store.run(id);
    if (!details) {
        return fail(details.error());
    }
    ShownRun shown;
    auto trends = readTrends(store, *details);
    const auto wanted = readInputs(store, id, shown);
    const auto saved = savedInputs(shown.versions);
    if (!trends || !wanted || !saved) {
        return fail(!trends ? trends.error() : !wanted ? wanted.error() : saved.error());
    }
    shown.trends = std::move(*trends);
    for (const db::StoredChannel &stored : details->channels) {
        ShownChannel channel{stored, std::nullopt, std::nullopt, ofChannel(*saved, stored.name)};
        if (stored.points > 0) {
            auto trace = store.loadSignal(id, stored.name);
            if (!trace) {
                return fail(trace.error());
            }
            channel.integration = session::integrateChannel(
                stored.name, *trace, session::processingOf(shown.method, ofChannel(*wanted, stored.name)));
            channel.trace = std::move(*trace);
        }
        shown.channels.push_back(std::move(channel));
    }
    shown.details = std::move(*details);
    return shown;
}

std::optional<db::NewResult> resultOf(const ShownRun &run)
{
    std::vector<session::ChannelIntegration> channels;
    for (const ShownChannel &each : run.channels) {
        if (each.integration) {
            channels.push_back(*each.integration);
        }
    }
    return channels.empty() ? std::nullopt
                            : std::optional(session::integrationRecord(
                                  run.details.summary.id, run.details.summary.source, channels, run.methodId));
}

Result<SavedIntegration> saveIntegration(db::Store &store, const db::NewResult &result)
{
    const auto saved = store.saveResult(result);
    if (!saved) {
        return fail(saved.error());
    }
    auto all = integrationsOf(store, result.runId.value_or(0));
    if (!all) {
        return fail(all.error());
    }
    return SavedIntegration{saved->version, std::move(*all)};
}

void takeAsSaved(ShownRun &run)
{
    const auto saved = savedInputs(run.versions);
    for (ShownChannel &channel : run.channels) {
        if (saved) {
            channel.saved = ofChannel(*saved, channel.stored.name);
        }
    }
}

std::string draftOfRun(const ShownRun &run)
{
    std::vector<session::ChannelInputs> now;
    std::vector<session::ChannelInputs> saved;
    for (const ShownChannel &channel : run.channels) {
        if (channel.integration) {
            now.push_back(session::inputsOf(*channel.integration));
            saved.push_back(channel.saved);
        }
    }
    const std::string json = session::inputsJson(now);
    return json == session::inputsJson(saved) ? std::string() : json;
}

} // namespace tgc::desktop

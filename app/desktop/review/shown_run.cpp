// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/shown_run.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "analysis/fit/integrate_fit.h"
#include "app/desktop/shell/text.h"
#include "app/session/processing_record.h"
#include "app/session/stored_channel.h"
#include "app/session/superseded.h"

namespace tgc::desktop {

namespace {

Result<std::vector<db::StoredResult>> savedIntegrations(const db::Store &store, db::RecordId run)
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
Result<std::vector<session::ChannelInputs>> savedInputs(const ShownRun &run)
{
    const db::StoredResult *latest = run.newest();
    return latest == nullptr ? std::vector<session::ChannelInputs>()
                             : session::inputsFromJson(latest->result.inputsJson);
}

session::ChannelInputs ofChannel(const std::vector<session::ChannelInputs> &all, const std::string &channel)
{
    return session::inputsFor(all, channel).value_or(session::ChannelInputs{channel, {}});
}

Result<void> readMethod(const db::Store &store, ShownRun &run)
{
    const db::StoredResult *latest = run.newest();
    if (latest == nullptr) {
        return {};
    }
    auto names = session::methodNames(store);
    const auto method = session::methodOf(store, latest->result);
    if (!names || !method) {
        return fail(!names ? names.error() : method.error());
    }
    run.methodNames = std::move(*names);
    run.methodId = latest->result.methodId;
    if (*method) {
        run.method = (*method)->processing;
        run.rules = (*method)->suitability;
    }
    if (auto replayed = session::replayedMethod(latest->result, *method)) {
        run.method = std::move(*replayed);
    } else { // its peaks can be shown nevertheless
        run.method.algorithm = &newestAlgorithm();
        run.missingAlgorithm = latest->result.algorithmName + " " + latest->result.algorithmVersion;
    }
    return {};
}

/// Their results, method and draft, and with what each channel is to be integrated.
Result<std::vector<session::ChannelInputs>> readInputs(const db::Store &store, db::RecordId id, ShownRun &shown)
{
    auto versions = savedIntegrations(store, id);
    auto drafts = store.drafts(id);
    if (!versions || !drafts) {
        return fail(!versions ? versions.error() : drafts.error());
    }
    shown.versions = std::move(*versions);
    if (const auto read = readMethod(store, shown); !read) {
        return fail(read.error());
    }
    if (drafts->empty()) {
        return savedInputs(shown);
    }
    shown.draft = std::move(drafts->front());
    auto inputs = session::inputsFromJson(shown.draft->json);
    return inputs ? std::move(inputs)
                  : fail(inputs.error().code, "the draft of " + db::runName(id) + ": " + inputs.error().message);
}

/// The channel as it was saved, or where its draft wants other peaks (or nothing is saved) integrated.
Result<void> integrate(ShownRun &run, ShownChannel &channel, session::ChannelInputs wanted, bool measured)
{
    const Chromatogram &trace = *channel.trace;
    const auto measures = [&](const IntegrationResult &result) {
        return measured ? measurePeaks(trace, result) : std::vector<PeakMeasures>();
    };
    if (const db::StoredResult *latest = run.newest()) {
        auto kept = session::storedChannel(latest->result, channel.stored.name, trace);
        if (!kept) {
            return fail(kept.error());
        }
        if (*kept) {
            channel.kept = MeasuredIntegration{std::move(**kept), {}};
            channel.kept->measures = measures(channel.kept->integration.result);
        }
    }
    if (channel.kept && samePeaksWanted(wanted, channel.saved)) {
        channel.put(*channel.kept);
        channel.integration->events = std::move(wanted.events); // their reasons may be newer
        return {};
    }
    const Processing how = session::processingOf(run.method, wanted);
    auto done = session::integrateChannel(channel.stored.name, trace, how, wanted.mode);
    if (!done) { // a fit does not take these events
        auto classic = session::integrateChannel(channel.stored.name, trace, how);
        classic.result.warnings.push_back("not fitted: a fit " + done.error().message);
        done = std::move(classic);
    }
    auto taken = measures(done->result);
    channel.put({std::move(*done), std::move(taken)});
    return {};
}

} // namespace

void ShownChannel::put(MeasuredIntegration measured)
{
    integration = std::move(measured.integration);
    measures = std::move(measured.measures);
}

bool ShownChannel::isAsSaved() const
{
    return integration && kept && samePeaks(integration->result.peaks, kept->integration.result.peaks);
}

bool ShownChannel::isFitted() const
{
    return integration && integration->result.algorithmName == fitAlgorithmName;
}

const db::StoredResult *ShownRun::newest() const
{
    const auto found =
        std::find_if(versions.rbegin(), versions.rend(), [](const auto &each) { return !each.withdrawn; });
    return found == versions.rend() ? nullptr : &*found;
}

int ShownRun::version() const
{
    const db::StoredResult *found = newest();
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

bool samePeaksWanted(const session::ChannelInputs &a, const session::ChannelInputs &b)
{
    const auto bare = [](session::ChannelInputs inputs) {
        for (IntegrationEvent &event : inputs.events) {
            event.reason.clear();
        }
        return session::inputsJson(std::span(&inputs, 1));
    };
    return bare(a) == bare(b);
}

int peakLike(const std::vector<Peak> &peaks, const Peak *before)
{
    const auto found = std::find_if(peaks.begin(), peaks.end(), [before](const Peak &peak) {
        return before != nullptr ? before->apex >= peak.start && before->apex <= peak.end : peak.name.has_value();
    });
    return found == peaks.end() ? -1 : static_cast<int>(found - peaks.begin());
}

bool samePeaks(const std::vector<Peak> &a, const std::vector<Peak> &b)
{
    const auto facts = [](const Peak &peak) {
        return std::tie(peak.name, peak.apex, peak.height, peak.area, peak.areaU, peak.start, peak.end,
                        peak.baselineStart, peak.baselineEnd, peak.code, peak.rule, peak.widthHalf, peak.tailing,
                        peak.plates, peak.resolution, peak.signalToNoise, peak.classicArea, peak.flags);
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const Peak &one, const Peak &other) { return facts(one) == facts(other); });
}

Result<ShownRun> readRun(db::Store &store, db::RecordId id, Measuring measuring)
{
    auto details = store.run(id);
    if (!details) {
        return fail(details.error());
    }
    ShownRun shown;
    auto trends = readTrends(store, *details);
    const auto wanted = readInputs(store, id, shown);
    const auto saved = savedInputs(shown);
    if (!trends || !wanted || !saved) {
        return fail(!trends ? trends.error() : !wanted ? wanted.error() : saved.error());
    }
    shown.trends = std::move(*trends);
    const bool measured = measuring == Measuring::Always || !shown.rules.empty();
    for (const db::StoredChannel &stored : details->channels) {
        ShownChannel channel;
        channel.stored = stored;
        channel.saved = ofChannel(*saved, stored.name);
        if (stored.points > 0) {
            auto trace = store.loadSignal(id, stored.name);
            if (!trace) {
                return fail(trace.error());
            }
            channel.trace = std::move(*trace);
            if (const auto done = integrate(shown, channel, ofChannel(*wanted, stored.name), measured); !done) {
                return fail(done.error());
            }
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
    auto all = savedIntegrations(store, result.runId.value_or(0));
    if (!all) {
        return fail(all.error());
    }
    return SavedIntegration{saved->version, std::move(*all), session::supersededInWords(*saved)};
}

void takeAsSaved(ShownRun &run, const std::vector<MeasuredIntegration> &written)
{
    const auto saved = savedInputs(run);
    for (ShownChannel &channel : run.channels) {
        if (saved) {
            channel.saved = ofChannel(*saved, channel.stored.name);
        }
        for (const MeasuredIntegration &each : written) {
            if (each.integration.channel == channel.stored.name) {
                channel.kept = each;
                channel.anew = false;
            }
        }
    }
}

std::vector<MeasuredIntegration> integrationsOf(const ShownRun &run)
{
    std::vector<MeasuredIntegration> all;
    for (const ShownChannel &channel : run.channels) {
        if (channel.integration) {
            all.push_back({*channel.integration, channel.measures});
        }
    }
    return all;
}

bool differsFromSaved(const ShownRun &run)
{
    return !draftOfRun(run).empty() || run.version() == 0 ||
           std::any_of(run.channels.begin(), run.channels.end(),
                       [](const ShownChannel &each) { return each.kept && !each.isAsSaved(); });
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

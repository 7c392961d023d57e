// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/run_records.h"

#include <nlohmann/json.hpp>

#include "analysis/fit/integrate_fit.h"
#include "app/session/file_targets.h"
#include "app/session/fit_trace.h"
#include "app/session/stored_channel.h"

namespace tgc::session {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

std::string calibrationsJson(const std::vector<formats::VendorCalibration> &calibrations)
{
    if (calibrations.empty()) {
        return {};
    }
    Json all = Json::array();
    for (const formats::VendorCalibration &each : calibrations) {
        Json json;
        json["name"] = each.name;
        json["fit"] = each.fit;
        json["retention_s"] = orNull(each.retention_s);
        json["window_before_s"] = orNull(each.windowBefore_s);
        json["window_after_s"] = orNull(each.windowAfter_s);
        json["points"] = each.points;
        json["coefficients"] = each.coefficients;
        all.push_back(std::move(json));
    }
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

db::VendorPeakRecord vendorPeakRecord(const formats::VendorPeak &peak)
{
    return {peak.name,          peak.apex_s, peak.start_s,    peak.end_s,         peak.area,
            peak.areaUnit,      peak.height, peak.heightUnit, peak.baselineStart, peak.baselineEnd,
            peak.concentration, peak.code,   peak.absent,     peak.manual};
}

std::optional<double> inSecondsIf(const std::optional<Time> &time)
{
    return time ? std::optional(inSeconds(*time)) : std::nullopt;
}

db::PeakRecord peakRecord(const ChannelIntegration &channel, const Peak &peak)
{
    db::PeakRecord record;
    record.channel = channel.channel;
    record.name = peak.name;
    record.apex_s = inSeconds(peak.apex);
    record.height = inDetectorUnits(peak.height);
    record.area = inDetectorUnitSeconds(peak.area);
    record.areaUnit = channel.signalUnit + "*s";
    record.areaU = inDetectorUnitSeconds(peak.areaU);
    record.start_s = inSeconds(peak.start);
    record.end_s = inSeconds(peak.end);
    record.baselineStart = inDetectorUnits(peak.baselineStart);
    record.baselineEnd = inDetectorUnits(peak.baselineEnd);
    record.code = peak.code;
    record.rule = std::string(toString(peak.rule));
    record.widthHalf_s = inSecondsIf(peak.widthHalf);
    record.tailing = peak.tailing;
    record.plates = peak.plates;
    record.resolution = peak.resolution;
    record.signalToNoise = peak.signalToNoise;
    record.flags = peak.flags;
    return record;
}

} // namespace

db::NewRun runRecord(const formats::ImportedRun &run, const RunPurpose &purpose)
{
    db::NewRun record;
    record.sampleId = purpose.sampleId ? purpose.sampleId : run.sampleName;
    record.group = purpose.group;
    record.kind = purpose.kind;
    record.source = run.source;
    if (run.acquiredAt && run.acquiredAt->ends_with('Z')) {
        record.startedUtc = run.acquiredAt;
    } else {
        record.acquiredAt = run.acquiredAt;
    }
    record.format = run.format;
    record.fileName = run.file;
    record.contentHash = run.contentHash;
    record.methodName = run.methodName.value_or("");
    record.instrument = run.instrument.value_or("");
    record.warnings = run.warnings;
    for (const formats::ImportedChannel &channel : run.channels) {
        db::NewChannel added{
            channel.name, channel.detector, channel.trace, {}, calibrationsJson(channel.vendorCalibrations)};
        for (const formats::VendorPeak &peak : channel.vendorPeaks) {
            added.vendorPeaks.push_back(vendorPeakRecord(peak));
        }
        record.channels.push_back(std::move(added));
    }
    return record;
}

ChannelIntegration integrateChannel(const std::string &channel, const Chromatogram &trace, const Processing &processing)
{
    return {channel,
            trace.signalUnit(),
            processing.options.targets,
            integrate(trace, processing),
            processing.manual,
            processing.options.expectedWidthHalf};
}

Result<ChannelIntegration> integrateChannel(const std::string &channel, const Chromatogram &trace,
                                            const Processing &processing, IntegrationMode mode, const GoOn &goOn)
{
    if (mode == IntegrationMode::Classic) {
        return integrateChannel(channel, trace, processing);
    }
    auto fitted = fitTrace(trace, processing, goOn);
    if (!fitted) {
        return fail(fitted.error());
    }
    return ChannelIntegration{channel,
                              trace.signalUnit(),
                              processing.options.targets,
                              std::move(*fitted),
                              processing.manual,
                              processing.options.expectedWidthHalf,
                              mode};
}

ChannelInputs inputsOf(const ChannelIntegration &integration)
{
    return {integration.channel, integration.targets, integration.peakWidth, integration.events, integration.mode};
}

std::vector<ChannelIntegration> integrateRun(const formats::ImportedRun &run, const Processing &processing)
{
    std::vector<ChannelIntegration> done;
    for (const formats::ImportedChannel &channel : run.channels) {
        if (channel.trace) {
            Processing own = processing;
            if (own.options.targets.empty()) {
                own.options.targets = fileTargets(channel).targets;
            }
            done.push_back(integrateChannel(channel.name, *channel.trace, own));
        }
    }
    return done;
}

db::NewResult integrationRecord(db::RecordId run, Source source, const std::vector<ChannelIntegration> &channels,
                                std::optional<db::RecordId> method)
{
    db::NewResult record;
    record.methodId = method;
    record.kind = "integration";
    record.runId = run;
    record.source = source;
    std::vector<ChannelInputs> inputs;
    for (const ChannelIntegration &channel : channels) {
        if (record.algorithmName != fitAlgorithmName) {
            record.algorithmName = channel.result.algorithmName;
            record.algorithmVersion = channel.result.algorithmVersion;
        }
        inputs.push_back(inputsOf(channel));
        for (const Peak &peak : channel.result.peaks) {
            record.peaks.push_back(peakRecord(channel, peak));
        }
    }
    record.inputsJson = inputsJson(inputs);
    record.outputsJson = outputsJson(channels);
    return record;
}

std::vector<Target> targetsOf(const db::NewResult &integration, const std::string &channel)
{
    const auto inputs =
        inputsFor(inputsFromJson(integration.inputsJson).value_or(std::vector<ChannelInputs>()), channel);
    return inputs ? inputs->targets : std::vector<Target>();
}

Result<std::optional<db::StoredResult>> latestIntegration(const db::Store &store, db::RecordId run)
{
    db::ResultFilter filter;
    filter.kind = "integration";
    filter.runId = run;
    filter.latestOnly = true;
    filter.withdrawnToo = false;
    auto results = store.results(filter);
    if (!results) {
        return fail(results.error());
    }
    return results->empty() ? std::nullopt : std::optional(std::move(results->back()));
}

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/content.h"

#include <algorithm>
#include <set>

#include "analysis/core/decimal.h"
#include "app/formats/calibration_json.h"
#include "app/report/reported_run.h"

namespace tgc::report {

namespace {

Result<ReportedSample> reportedSample(const db::Store &store, db::Entry<db::Sample> entry)
{
    ReportedSample sample;
    sample.entry = std::move(entry);
    for (const db::Draw &draw : sample.entry.record.draws) {
        ReportedDraw reported{draw, std::nullopt};
        if (draw.runId) {
            auto run = reportedRun(store, *draw.runId);
            if (!run) {
                return fail(run.error());
            }
            reported.run = std::move(*run);
        }
        sample.draws.push_back(std::move(reported));
    }
    db::ResultFilter filter;
    filter.kind = "breakdown";
    filter.sampleId = sample.entry.id;
    filter.latestOnly = true;
    filter.withdrawnToo = false;
    auto results = store.results(filter);
    if (!results) {
        return fail(results.error());
    }
    if (!results->empty()) {
        auto breakdown = StoredBreakdown::from(std::move(results->back()), sample.name());
        if (!breakdown) {
            return fail(breakdown.error());
        }
        sample.result = std::move(*breakdown);
    }
    return sample;
}

/// The blanks of the blank groups that the samples with a result name.
Result<std::vector<ReportedSample>> blanksOf(const db::Store &store, const std::vector<ReportedSample> &samples)
{
    std::set<std::string> groups;
    for (const ReportedSample &sample : samples) {
        if (sample.result && sample.result->number("h2_blank_umol")) {
            groups.insert(sample.value("blank_group"));
        }
    }
    if (groups.empty()) {
        return std::vector<ReportedSample>();
    }
    db::SampleFilter filter;
    filter.kind = db::SampleKind::Blank;
    auto all = store.samples(filter);
    if (!all) {
        return fail(all.error());
    }
    std::vector<ReportedSample> blanks;
    for (auto &entry : *all) {
        const auto own = entry.record.values.find("blank_group");
        const std::string group = own == entry.record.values.end() ? std::string() : own->second;
        if (!group.empty() && !groups.contains(group) && !groups.contains(std::string())) {
            continue; // the rule of analysis/quantification/blank.h
        }
        auto blank = reportedSample(store, std::move(entry));
        if (!blank) {
            return fail(blank.error());
        }
        blanks.push_back(std::move(*blank));
    }
    return blanks;
}

Result<ReportedCurve> reportedCurve(db::StoredCalibration stored)
{
    auto curve = formats::calibrationFromJson(stored.calibration.json, "calibration " + std::to_string(stored.id));
    if (!curve) {
        return fail(curve.error());
    }
    return ReportedCurve{std::move(stored), std::move(*curve)};
}

Result<std::vector<ReportedCurve>> curvesOf(const db::Store &store, const std::vector<ReportedSample> &samples)
{
    std::set<db::RecordId> ids;
    for (const ReportedSample &sample : samples) {
        if (sample.result && sample.result->stored().result.calibrationId) {
            ids.insert(*sample.result->stored().result.calibrationId);
        }
    }
    std::vector<ReportedCurve> curves;
    for (const db::RecordId id : ids) {
        auto stored = store.calibration(id);
        auto curve = stored ? reportedCurve(std::move(*stored)) : fail(stored.error());
        if (!curve) {
            return fail(curve.error());
        }
        curves.push_back(std::move(*curve));
    }
    return curves;
}

Result<void> completeWithSamples(const db::Store &store, Content &content)
{
    auto blanks = blanksOf(store, content.samples);
    auto curves = blanks ? curvesOf(store, content.samples) : fail(blanks.error());
    if (!curves) {
        return fail(curves.error());
    }
    content.blanks = std::move(*blanks);
    content.curves = std::move(*curves);
    return {};
}

Error nothingOf(const std::optional<std::string> &group, bool samples)
{
    const std::string what = group ? "group \"" + *group + "\"" : std::string("the store");
    if (!samples) {
        return {ErrorCode::BadInput, what + " has no sample (see `tgc samples`)"};
    }
    return {ErrorCode::BadInput, what + " has no saved result to report; save one with `tgc quantify --store`, or with "
                                        "Save results in the workspace Inactive Li"};
}

/// The sample whose draw this run is; empty: none.
Result<std::optional<ReportedSample>> sampleOf(const db::Store &store, db::RecordId run)
{
    auto all = store.samples();
    if (!all) {
        return fail(all.error());
    }
    for (auto &entry : *all) {
        const auto &draws = entry.record.draws;
        if (std::any_of(draws.begin(), draws.end(), [&](const db::Draw &draw) { return draw.runId == run; })) {
            auto sample = reportedSample(store, std::move(entry));
            return sample ? Result<std::optional<ReportedSample>>(std::move(*sample)) : fail(sample.error());
        }
    }
    return std::optional<ReportedSample>();
}

/// Whether each source that the content rests on is simulated.
std::vector<bool> simulatedSources(const Content &content)
{
    std::vector<bool> simulated;
    const auto add = [&](Source source) { simulated.push_back(source == Source::Simulated); };
    for (const auto *samples : {&content.samples, &content.blanks}) {
        for (const ReportedSample &sample : *samples) {
            add(sample.entry.record.source);
            if (sample.result) {
                add(sample.result->stored().result.source);
            }
            for (const ReportedDraw &draw : sample.draws) {
                add(draw.run ? draw.run->details.summary.source : draw.draw.source);
            }
        }
    }
    for (const ReportedCurve &curve : content.curves) {
        add(curve.curve.source);
    }
    if (content.run) {
        add(content.run->details.summary.source);
    }
    return simulated;
}

/// Read last: the trail then goes at least as far as what is told.
Result<Content> withTrail(Content content, const db::Store &store)
{
    auto trail = store.trailHead();
    if (!trail) {
        return fail(trail.error());
    }
    auto approvals = db::approvals(store);
    if (!approvals) {
        return fail(approvals.error());
    }
    content.trail = std::move(*trail);
    content.approvals = std::move(*approvals);
    return content;
}

} // namespace

std::string ReportedSample::value(std::string_view column) const
{
    const auto found = entry.record.values.find(column);
    return found == entry.record.values.end() ? std::string() : found->second;
}

std::optional<double> ReportedSample::number(std::string_view column) const
{
    const auto read = parseDecimal(value(column));
    return read ? std::optional(read->value) : std::nullopt;
}

bool Content::anySimulated() const
{
    const auto simulated = simulatedSources(*this);
    return std::find(simulated.begin(), simulated.end(), true) != simulated.end();
}

bool Content::allSimulated() const
{
    const auto simulated = simulatedSources(*this);
    return std::find(simulated.begin(), simulated.end(), false) == simulated.end();
}

const ReportedCurve *Content::curve(std::optional<db::RecordId> id) const
{
    const auto found =
        std::find_if(curves.begin(), curves.end(), [&](const auto &each) { return each.stored.id == id; });
    return found == curves.end() ? nullptr : &*found;
}

Result<Content> readGroup(const db::Store &store, const std::optional<std::string> &group)
{
    Content content;
    content.subject = group ? "group " + *group : "all samples";
    content.storeFile = store.file().string();
    db::SampleFilter filter;
    filter.group = group;
    filter.kind = db::SampleKind::Sample;
    auto samples = store.samples(filter);
    if (!samples) {
        return fail(samples.error());
    }
    if (samples->empty()) {
        return fail(nothingOf(group, false));
    }
    for (auto &entry : *samples) {
        auto sample = reportedSample(store, std::move(entry));
        if (!sample) {
            return fail(sample.error());
        }
        content.samples.push_back(std::move(*sample));
    }
    if (std::none_of(content.samples.begin(), content.samples.end(), [](const auto &each) { return each.result; })) {
        return fail(nothingOf(group, true));
    }
    if (auto complete = completeWithSamples(store, content); !complete) {
        return fail(complete.error());
    }
    return withTrail(std::move(content), store);
}

Result<Content> readRun(const db::Store &store, db::RecordId id)
{
    Content content;
    content.subject = "run " + db::runName(id);
    content.storeFile = store.file().string();
    auto run = reportedRun(store, id);
    auto sample = run ? sampleOf(store, id) : fail(run.error());
    if (!sample) {
        return fail(sample.error());
    }
    const std::string kind = run->details.summary.kind;
    content.run = std::move(*run);
    if (*sample && (*sample)->result) {
        content.samples.push_back(std::move(**sample));
        if (auto complete = completeWithSamples(store, content); !complete) {
            return fail(complete.error());
        }
    } else if (kind == "standard" || kind == "check") {
        auto calibrations = store.calibrations();
        if (!calibrations) {
            return fail(calibrations.error());
        }
        if (!calibrations->empty()) {
            auto curve = reportedCurve(std::move(calibrations->front()));
            if (!curve) {
                return fail(curve.error());
            }
            content.curves.push_back(std::move(*curve));
        }
    }
    return withTrail(std::move(content), store);
}

} // namespace tgc::report

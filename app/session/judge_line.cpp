// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/judge_line.h"

#include <algorithm>

#include "app/formats/calibration_json.h"
#include "app/session/checks_table.h"
#include "app/session/method_file.h"
#include "app/session/run_records.h"
#include "app/session/suitability_series.h"
#include "app/session/vial_day.h"

namespace tgc::session {

namespace {

using Word = LineJudgement::Word;

/// One injection, integrated by the line's method and measured.
struct JudgedInjection {
    std::string name; ///< "R12"
    Source source = Source::Measured;
    std::vector<ChannelIntegration> channels;
    std::vector<std::vector<PeakMeasures>> measures; ///< a channel
};

/// What is to be said, by what it means.
struct Findings {
    std::vector<std::string> broken, open, kept;
};

/// The store answers later, perhaps; anything else stays as it is.
bool mayPass(const Error &error)
{
    return error.code == ErrorCode::Store || error.code == ErrorCode::Io;
}

Result<JudgedInjection> readInjection(const db::Store &store, const db::RunDetails &run, const Processing &processing)
{
    JudgedInjection injection{db::runName(run.summary.id), run.summary.source, {}, {}};
    for (const db::StoredChannel &channel : run.channels) {
        if (channel.points == 0) {
            continue;
        }
        const auto trace = store.loadSignal(run.summary.id, channel.name);
        if (!trace) {
            return fail(trace.error().code,
                        injection.name + ", channel " + channel.name + ": " + trace.error().message);
        }
        injection.channels.push_back(integrateChannel(channel.name, *trace, processing));
        injection.measures.push_back(measurePeaks(*trace, injection.channels.back().result));
    }
    if (injection.channels.empty()) {
        return fail(ErrorCode::NotDetermined, injection.name + " holds no signal");
    }
    return injection;
}

/// Those that came to their end: what broke off counts for nothing in the queue either.
Result<std::vector<JudgedInjection>> readInjections(const db::Store &store, const LineToJudge &line,
                                                    const Processing &processing)
{
    std::vector<JudgedInjection> injections;
    for (const db::RecordId id : line.runs) {
        const auto run = store.run(id);
        if (!run) {
            return fail(run.error());
        }
        if (run->summary.status != "done" && run->summary.status != "stopped") {
            continue;
        }
        auto injection = readInjection(store, *run, processing);
        if (!injection) {
            return fail(injection.error());
        }
        injections.push_back(std::move(*injection));
    }
    return injections;
}

void judgeRules(const std::vector<SuitabilityRule> &rules, const std::vector<JudgedInjection> &injections,
                Findings &findings)
{
    SuitabilitySeries series(rules);
    for (const JudgedInjection &injection : injections) {
        std::vector<MeasuredPeaks> channels;
        for (std::size_t i = 0; i < injection.channels.size(); ++i) {
            channels.push_back({injection.channels[i].result.peaks, injection.measures[i]});
        }
        series.add(injection.name, channels);
    }
    for (const SuitabilityVerdict &verdict : series.verdicts()) {
        auto &where = verdict.verdict == Verdict::Pass   ? findings.kept
                      : verdict.verdict == Verdict::Fail ? findings.broken
                                                         : findings.open;
        where.push_back(verdict.words);
    }
}

Result<TraceArea> hydrogenOf(const std::vector<JudgedInjection> &injections, const std::string &name)
{
    std::vector<TraceArea> found;
    for (const JudgedInjection &injection : injections) {
        for (const ChannelIntegration &channel : injection.channels) {
            for (const Peak &peak : channel.result.peaks) {
                if (injection.name == name && peak.name == "H2") {
                    found.push_back({inDetectorUnitSeconds(peak.area),
                                     channel.signalUnit + "*s",
                                     injection.source,
                                     peak.flags,
                                     {},
                                     {}});
                }
            }
        }
    }
    if (found.size() != 1) {
        return fail(ErrorCode::NotDetermined, found.empty()
                                                  ? name + " has no peak named H2: the method must name it"
                                                  : name + " has " + std::to_string(found.size()) + " peaks named H2");
    }
    return found.front();
}

/// The line's injections as rows of CHECKS.csv.
formats::TextTable checksOf(const LineToJudge &line, const std::vector<JudgedInjection> &injections)
{
    formats::TextTable table;
    table.origin = "line " + std::to_string(line.line);
    std::vector<std::string> cells;
    for (const char *name : {"level", "fraction_ppm", "injection_volume_mL", "pressure_kPa", "temperature_C"}) {
        if (const auto cell = line.columns.find(name); cell != line.columns.end()) {
            table.columns.emplace_back(name);
            cells.push_back(cell->second);
        }
    }
    table.columns.emplace_back("trace");
    for (const JudgedInjection &injection : injections) {
        auto &row = table.rows.emplace_back();
        row.line = table.rows.size();
        row.cells = cells;
        row.cells.push_back(injection.name);
    }
    return table;
}

void sayChecks(const ChecksTable &checks, const std::vector<JudgedInjection> &injections, const std::string &curve,
               Findings &findings)
{
    for (std::size_t i = 0; i < checks.results.size(); ++i) {
        const auto &result = checks.results[i];
        if (!result) {
            continue;
        }
        std::string sentence = injections[i].name;
        if (result->verdict == CheckVerdict::Failed) {
            sentence += " against " + curve + ": check standard failed: " + whyFailed(checks, i, {});
        } else {
            sentence += " against " + curve + ": recovery " + percentText(result->recovery) +
                        (result->outOfRange ? ", outside the calibration's standards" : "");
        }
        (result->verdict == CheckVerdict::Failed ? findings.broken : findings.kept).push_back(std::move(sentence));
    }
    findings.kept.insert(findings.kept.end(), checks.standards.warnings.begin(), checks.standards.warnings.end());
}

/// Error: of the store.
Result<void> judgeCheck(const db::Store &store, const LineToJudge &line, const std::vector<JudgedInjection> &injections,
                        Findings &findings)
{
    const auto calibrations = store.calibrations();
    if (!calibrations) {
        return fail(calibrations.error());
    }
    if (calibrations->empty()) {
        findings.open.emplace_back("there is no calibration to hold the check standard against");
        return {};
    }
    const db::NewCalibration &latest = calibrations->front().calibration;
    const std::string name = "calibration " + latest.name;
    const auto curve = formats::calibrationFromJson(latest.json, name);
    if (!curve) {
        findings.open.push_back(curve.error().message);
        return {};
    }
    const TraceIntegrator areas = [&](const std::string &run) { return hydrogenOf(injections, run); };
    const auto checks = readChecks(checksOf(line, injections), *curve, areas, {});
    if (checks) {
        sayChecks(*checks, injections, name, findings);
    } else {
        findings.open.push_back("the check standard: " + checks.error().message);
    }
    return {};
}

LineJudgement notJudged(std::string why)
{
    return {Word::NotJudged, {std::move(why)}, false, {}};
}

Result<LineJudgement> judgeInjections(const db::Store &store, const LineToJudge &line)
{
    if (line.methodText.empty()) {
        return notJudged(line.methodName.empty()
                             ? "the line names no method, so nothing says what is suitable"
                             : "its method \"" + line.methodName + "\" was no file that is found when it was added");
    }
    const auto method = parseMethod(line.methodText, line.methodName);
    if (!method) {
        return notJudged(method.error().message);
    }
    const bool isCheck = line.kind == "check";
    if (method->suitability.empty() && !isCheck) {
        LineJudgement nothing = notJudged("method " + method->name + " has no suitability rules");
        nothing.nothingAsked = true;
        return nothing;
    }
    const auto injections = readInjections(store, line, method->processing);
    if (!injections) {
        return mayPass(injections.error()) ? Result<LineJudgement>(fail(injections.error()))
                                           : notJudged(injections.error().message);
    }
    if (injections->empty()) {
        return notJudged("none of its injections came to its end");
    }
    Findings findings;
    judgeRules(method->suitability, *injections, findings);
    if (isCheck) {
        if (const auto read = judgeCheck(store, line, *injections, findings); !read) {
            return fail(read.error());
        }
    }
    if (!findings.broken.empty()) {
        return LineJudgement{Word::Unsuitable, std::move(findings.broken), false, {}};
    }
    if (!findings.open.empty()) {
        return LineJudgement{Word::NotJudged, std::move(findings.open), false, {}};
    }
    return LineJudgement{Word::Suitable, std::move(findings.kept), false, {}};
}

/// As its list has it, or the queue where that knows of more.
std::optional<int> drawsLeft(const db::Store &store, const LineToJudge &line)
{
    if (line.sampleId.empty() || line.kind == "standard" || line.kind == "check") {
        return std::nullopt;
    }
    const auto vial = vialNamed(store, line.sampleId);
    if (!vial || !vial->day.line.planned) {
        return std::nullopt;
    }
    if (vial->day.line.state == day::VialState::Closed || vial->day.line.state == day::VialState::Fault) {
        return 0;
    }
    return std::max(*vial->day.line.planned - std::max(vial->day.line.draws, line.drawsBegun), 0);
}

} // namespace

Result<LineJudgement> judgeLine(const db::Store &store, const LineToJudge &line)
{
    auto judgement = judgeInjections(store, line);
    if (judgement) {
        judgement->drawsLeft = drawsLeft(store, line);
    }
    return judgement;
}

} // namespace tgc::session

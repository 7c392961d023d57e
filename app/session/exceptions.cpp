// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/exceptions.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/core/decimal.h"
#include "app/session/exception_signs.h"
#include "db/approvals.h"
#include "db/audit_pages.h"
#include "db/dates.h"

namespace tgc::session {

namespace {

/// In order where it can be ordered; empty: a file's own way of writing dates ("7/24/2023").
std::string dateOf(const db::RunSummary &run)
{
    const std::string written = run.acquiredAt.value_or("");
    const bool ordered = written.size() >= 10 && db::isDate(std::string_view(written).substr(0, 10));
    return run.startedUtc.value_or(ordered ? written : std::string());
}

class Search {
public:
    Search(const db::Store &store, const ExceptionFilter &filter, const GoOn &goOn)
        : m_store(store), m_filter(filter), m_goOn(goOn)
    {
    }

    Result<std::vector<Exception>> run()
    {
        for (const auto &step : {&Search::learn, &Search::results, &Search::runs, &Search::calibrations,
                                 &Search::drafts, &Search::clock, &Search::altered}) {
            if (m_goOn && !m_goOn()) {
                return fail(ErrorCode::NotDetermined, "the search for exceptions was stopped before its end");
            }
            if (const auto done = (this->*step)(); !done) {
                return fail(done.error());
            }
        }
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const Exception &a, const Exception &b) { return a.kind < b.kind; });
        return std::move(m_found);
    }

private:
    struct Named {
        std::string name;
        std::string group;
    };

    [[nodiscard]] bool wanted(const Exception &one) const
    {
        return (!m_filter.group || one.group == *m_filter.group) &&
               (!m_filter.since || one.at_utc.empty() || one.at_utc >= *m_filter.since) &&
               (!m_filter.unapprovedOnly || one.approvedBy.empty() || one.kind == ExceptionKind::OwnApproval);
    }
    void add(Exception one, ExceptionKind kind, std::string sentence)
    {
        one.kind = kind;
        one.sentence = std::move(sentence);
        if (wanted(one)) {
            m_found.push_back(std::move(one));
        }
    }

    Result<void> learn()
    {
        db::SampleFilter every;
        every.withdrawnToo = true;
        const auto samples = m_store.samples(every);
        auto runs = m_store.runs();
        const auto approvals = db::approvals(m_store);
        auto makers = db::makers(m_store, "results");
        if (!samples || !runs || !approvals || !makers) {
            return fail(!samples     ? samples.error()
                        : !runs      ? runs.error()
                        : !approvals ? approvals.error()
                                     : makers.error());
        }
        for (const auto &entry : *samples) {
            const auto group = entry.record.values.find("group");
            m_samples[entry.id] = {entry.record.sampleId,
                                   group == entry.record.values.end() ? std::string() : group->second};
        }
        m_runs = std::move(*runs);
        for (const db::RunSummary &run : m_runs) {
            m_runNames[run.id] = {db::runName(run.id), run.group.value_or("")};
        }
        for (const db::StoredApproval &approval : *approvals) {
            (approval.resultId ? m_resultApprovals : m_curveApprovals)
                .insert_or_assign(approval.resultId ? *approval.resultId : approval.calibrationId.value_or(0),
                                  approval);
        }
        m_makers = std::move(*makers);
        return {};
    }

    Result<void> results()
    {
        db::ResultFilter latest;
        latest.latestOnly = true;
        latest.withdrawnToo = false;
        const auto results = m_store.results(latest);
        const auto curves = m_store.calibrations(true);
        if (!results || !curves) {
            return fail(!results ? results.error() : curves.error());
        }
        for (const db::StoredCalibration &curve : *curves) {
            if (curve.withdrawn) {
                m_retired[curve.id] = "calibration \"" + curve.calibration.name + "\" was retired on " +
                                      curve.withdrawn->at_utc.substr(0, 10) + " (" + curve.withdrawn->reason + ")";
            }
        }
        for (const db::StoredResult &stored : *results) {
            judge(stored);
        }
        return {};
    }

    void judge(const db::StoredResult &stored)
    {
        const db::NewResult &result = stored.result;
        const auto &names = result.runId ? m_runNames : m_samples;
        const auto named = names.find(result.runId ? *result.runId : result.sampleId.value_or(0));
        const auto maker = m_makers.find(stored.id);
        const auto approval = m_resultApprovals.find(stored.id);
        Exception one;
        one.subject = named == names.end() ? std::string() : named->second.name;
        one.group = named == names.end() ? std::string() : named->second.group;
        one.of = result.kind;
        one.version = stored.version;
        one.madeBy = maker == m_makers.end() ? stored.createdBy : maker->second;
        one.at_utc = stored.createdAt_utc;
        one.table = "results";
        one.id = stored.id;
        if (approval != m_resultApprovals.end()) {
            one.approvedBy = approval->second.reviewer;
            ownApproval(one, approval->second);
        }
        if (stored.supersedes && one.approvedBy.empty()) {
            add(one, ExceptionKind::ApprovedReplaced,
                "version " + std::to_string(stored.version) +
                    " took the place of an approved version, and is not approved itself");
        }
        if (const auto retired = m_retired.find(result.calibrationId.value_or(0)); retired != m_retired.end()) {
            add(one, ExceptionKind::RetiredCurve, retired->second + ", and this was computed with it");
        }
        std::set<std::string, std::less<>> flags = flagsOf(result);
        const auto events = editsOf(result);
        if (flags.erase("manual") > 0 || events > 0) {
            add(one, ExceptionKind::ManualEdit,
                events > 0 ? std::to_string(events) + " changes by hand in its event table"
                           : "peaks were integrated by hand");
        }
        const bool outside = flags.erase("out-of-range") > 0;
        const bool saturated = flags.erase("saturated") > 0;
        if (outside || saturated) {
            add(one, ExceptionKind::OutOfRange,
                std::string(outside ? "an area lies outside the standards" : "") + (outside && saturated ? "; " : "") +
                    (saturated ? "the detector was at its limit in a peak" : ""));
        }
        if (!flags.empty()) {
            add(one, ExceptionKind::Flagged, wordsOf(flags));
        }
        if (result.source == Source::Simulated) {
            add(one, ExceptionKind::Simulated, "comes from a simulation, not from a measurement");
        }
    }

    void ownApproval(const Exception &one, const db::StoredApproval &approval)
    {
        if (approval.ownWork == db::OwnWork::Yes) {
            add(one, ExceptionKind::OwnApproval, approval.reviewer + " approved their own work");
        } else if (approval.ownWork == db::OwnWork::NotKnown) {
            add(one, ExceptionKind::OwnApproval,
                "approved by " + approval.reviewer + " from the account it was made with (" + approval.madeBy +
                    "): whether that was the same person is not known");
        }
    }

    Result<void> runs()
    {
        for (const db::RunSummary &run : m_runs) {
            const std::string &status = run.status;
            if (status == "aborted" || status == "failed" || status == "stopped" || status == "interrupted") {
                Exception one;
                one.subject = db::runName(run.id);
                one.of = "run";
                one.group = run.group.value_or("");
                one.at_utc = dateOf(run);
                one.table = "runs";
                one.id = run.id;
                add(one, ExceptionKind::BrokenRun,
                    "the run was " + status + (run.sampleId ? ", sample " + *run.sampleId : std::string()));
            }
        }
        return {};
    }

    Result<void> calibrations()
    {
        const auto curves = m_store.calibrations();
        const auto makers = db::makers(m_store, "calibrations");
        if (!curves || !makers) {
            return fail(!curves ? curves.error() : makers.error());
        }
        for (const db::StoredCalibration &curve : *curves) {
            Exception one;
            const auto maker = makers->find(curve.id);
            one.subject = curve.calibration.name;
            one.of = "calibration";
            one.madeBy = maker == makers->end() ? std::string() : maker->second;
            one.at_utc = curve.createdAt_utc;
            one.table = "calibrations";
            one.id = curve.id;
            if (curve.approval) {
                one.approvedBy = curve.approval->by;
            }
            if (const auto approval = m_curveApprovals.find(curve.id); approval != m_curveApprovals.end()) {
                one.approvedBy = approval->second.reviewer;
                ownApproval(one, approval->second);
            }
            if (const std::string left = unusedPoints(curve.calibration.json); !left.empty()) {
                add(one, ExceptionKind::UnusedPoint, left);
            }
            if (curve.calibration.source == Source::Simulated) {
                add(one, ExceptionKind::Simulated, "comes from a simulation, not from a measurement");
            }
        }
        return {};
    }

    Result<void> drafts()
    {
        const auto drafts = m_store.drafts();
        if (!drafts) {
            return fail(drafts.error());
        }
        for (const db::RunDraft &draft : *drafts) {
            if (draft.json == "[]") {
                continue;
            }
            Exception one;
            one.subject = db::runName(draft.run);
            one.of = "run";
            one.group = m_runNames[draft.run].group;
            one.at_utc = draft.changedAt_utc;
            one.table = "runs";
            one.id = draft.run;
            add(one, ExceptionKind::Unsaved, "edits of its peaks wait in a draft: they are in no result yet");
        }
        return {};
    }

    Result<void> clock()
    {
        const auto jumps = db::clockJumps(m_store);
        if (!jumps) {
            return fail(jumps.error());
        }
        for (const db::ClockJump &jump : *jumps) {
            Exception one;
            one.subject = "entry " + std::to_string(jump.entry);
            one.of = "clock";
            one.at_utc = jump.at_utc;
            one.table = "audit_trail";
            one.id = jump.entry;
            add(one, ExceptionKind::ClockJump,
                "the computer's clock was set " + rounded(std::abs(jump.by_s), 1) + " s " +
                    (jump.by_s > 0 ? "forward" : "back") + " before this entry of the trail");
        }
        return {};
    }

    Result<void> altered()
    {
        if (!m_filter.verify) {
            return {};
        }
        const auto found = m_store.verify();
        if (!found) {
            return fail(found.error());
        }
        for (const db::Alteration &alteration : *found) {
            Exception one;
            one.kind = ExceptionKind::Altered;
            one.subject = alteration.table + (alteration.id ? " " + std::to_string(*alteration.id) : std::string());
            one.of = "record";
            one.table = alteration.table;
            one.id = alteration.id.value_or(0);
            one.sentence = alteration.what;
            m_found.push_back(std::move(one)); // whatever it is narrowed to
        }
        return {};
    }

    const db::Store &m_store;
    const ExceptionFilter &m_filter;
    const GoOn &m_goOn;
    std::map<db::RecordId, Named> m_samples;
    std::map<db::RecordId, Named> m_runNames;
    std::vector<db::RunSummary> m_runs;
    std::map<db::RecordId, db::StoredApproval> m_resultApprovals;
    std::map<db::RecordId, db::StoredApproval> m_curveApprovals;
    std::map<db::RecordId, std::string> m_makers;
    std::map<db::RecordId, std::string> m_retired;
    std::vector<Exception> m_found;
};

} // namespace

std::string_view toString(ExceptionKind kind)
{
    switch (kind) {
    case ExceptionKind::Altered: return "altered";
    case ExceptionKind::ApprovedReplaced: return "approved-replaced";
    case ExceptionKind::OwnApproval: return "own-approval";
    case ExceptionKind::RetiredCurve: return "retired-calibration";
    case ExceptionKind::BrokenRun: return "broken-run";
    case ExceptionKind::ClockJump: return "clock-jump";
    case ExceptionKind::ManualEdit: return "manual-edit";
    case ExceptionKind::UnusedPoint: return "unused-point";
    case ExceptionKind::OutOfRange: return "out-of-range";
    case ExceptionKind::Flagged: return "flagged";
    case ExceptionKind::Simulated: return "simulated";
    case ExceptionKind::Unsaved: return "unsaved-edits";
    }
    return "flagged";
}

std::optional<ExceptionKind> exceptionKindFromString(std::string_view text)
{
    const auto found = std::find_if(exceptionKinds.begin(), exceptionKinds.end(),
                                    [text](ExceptionKind kind) { return toString(kind) == text; });
    return found == exceptionKinds.end() ? std::nullopt : std::optional(*found);
}

Result<std::vector<Exception>> exceptionsIn(const db::Store &store, const ExceptionFilter &filter, const GoOn &goOn)
{
    return Search(store, filter, goOn).run();
}

} // namespace tgc::session

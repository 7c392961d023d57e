// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/approval_tables.h"

#include <map>

#include "db/approvals.h"

namespace tgc::cli {

using formats::numberCell;
using formats::textCell;

namespace {

/// Names of samples by key.
Result<std::map<db::RecordId, std::string>> sampleNames(const db::Store &store)
{
    db::SampleFilter every;
    every.withdrawnToo = true;
    const auto samples = store.samples(every);
    if (!samples) {
        return fail(samples.error());
    }
    std::map<db::RecordId, std::string> names;
    for (const auto &entry : *samples) {
        names.emplace(entry.id, entry.record.sampleId);
    }
    return names;
}

std::string subjectOf(const db::NewResult &result, const std::map<db::RecordId, std::string> &samples)
{
    if (result.runId) {
        return db::runName(*result.runId);
    }
    const auto named = samples.find(result.sampleId.value_or(0));
    return named == samples.end() ? std::string() : named->second;
}

} // namespace

Result<formats::OutTable> approvalTable(const db::Store &store)
{
    const auto approvals = db::approvals(store, true);
    const auto names = sampleNames(store);
    const auto results = store.results();
    const auto curves = store.calibrations(true);
    if (!approvals || !names || !results || !curves) {
        return fail(!approvals ? approvals.error()
                    : !names   ? names.error()
                    : !results ? results.error()
                               : curves.error());
    }
    std::map<db::RecordId, const db::StoredResult *> resultOf;
    for (const db::StoredResult &result : *results) {
        resultOf.emplace(result.id, &result);
    }
    std::map<db::RecordId, std::string> curveNames;
    for (const db::StoredCalibration &curve : *curves) {
        curveNames.emplace(curve.id, curve.calibration.name);
    }
    formats::OutTable table{"approvals",
                            {"approval", "subject", "kind", "version", "reviewer", "statement", "account", "made_by",
                             "own_work", "approved_utc", "taken_back_utc", "taken_back_reason"},
                            {}};
    for (const db::StoredApproval &each : *approvals) {
        const auto result = resultOf.find(each.resultId.value_or(0));
        const bool known = each.resultId && result != resultOf.end();
        table.rows.push_back(
            {numberCell(static_cast<double>(each.id)),
             textCell(known ? subjectOf(result->second->result, *names) : curveNames[each.calibrationId.value_or(0)]),
             textCell(known ? result->second->result.kind : "calibration"),
             numberCell(known ? std::optional(static_cast<double>(result->second->version)) : std::nullopt),
             textCell(each.reviewer), textCell(each.statement), textCell(each.account), textCell(each.madeBy),
             textCell(std::string(db::toString(each.ownWork))), textCell(each.at_utc),
             textCell(each.withdrawn ? each.withdrawn->at_utc : ""),
             textCell(each.withdrawn ? each.withdrawn->reason : "")});
    }
    return table;
}

Result<std::vector<std::string>> approvalsInWords(const db::Store &store, const std::string &kind)
{
    db::ResultFilter latest;
    latest.kind = kind;
    latest.latestOnly = true;
    const auto approvals = db::approvals(store);
    const auto names = sampleNames(store);
    const auto results = store.results(latest);
    if (!approvals || !names || !results) {
        return fail(!approvals ? approvals.error() : !names ? names.error() : results.error());
    }
    std::vector<std::string> sentences;
    for (const db::StoredResult &result : *results) {
        for (const db::StoredApproval &each : *approvals) {
            if (each.resultId == result.id) {
                const char *own = each.ownWork == db::OwnWork::Yes        ? " (own work)"
                                  : each.ownWork == db::OwnWork::NotKnown ? " (perhaps own work)"
                                                                          : "";
                sentences.push_back(subjectOf(result.result, *names) + ", version " + std::to_string(result.version) +
                                    ": approved by " + each.reviewer + " on " + each.at_utc.substr(0, 10) + own + ": " +
                                    each.statement);
            }
        }
    }
    return sentences;
}

} // namespace tgc::cli

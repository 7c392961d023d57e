// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/store_evaluation.h"

#include "app/formats/table_row.h"
#include "app/session/processing_record.h"
#include "app/session/run_records.h"
#include "app/session/sample_records.h"

namespace tgc::cli {

namespace {

Result<db::RecordId> storeTrace(db::Store &store, const std::filesystem::path &file, const session::RunPurpose &purpose,
                                const session::Method &method, std::optional<db::RecordId> methodId)
{
    const auto run = formats::importRun(file);
    if (!run) {
        return fail(run.error());
    }
    const auto added = store.addRun(session::runRecord(*run, purpose));
    if (!added) {
        return fail(added.error());
    }
    if (!added->alreadyThere) {
        const auto peaks = store.saveResult(session::integrationRecord(
            added->id, run->source, session::integrateRun(*run, method.processing), methodId));
        if (!peaks) {
            return fail(peaks.error());
        }
    }
    return added->id;
}

} // namespace

Result<std::map<std::string, db::RecordId>> storeTraces(db::Store &store, const formats::TextTable &table,
                                                        const std::filesystem::path &folder, const std::string &kind,
                                                        const session::Method &method)
{
    std::map<std::string, db::RecordId> runs;
    const auto methodId = session::keepMethod(store, method);
    if (!methodId) {
        return fail(methodId.error());
    }
    for (const auto &line : table.rows) {
        const formats::TableRow row(table, line);
        const std::string trace(row.text("trace"));
        if (trace.empty() || runs.contains(trace)) {
            continue;
        }
        session::RunPurpose purpose;
        purpose.kind = kind;
        const std::string id(row.text(table.column("sample_id") ? "sample_id" : "level"));
        const std::string group(row.text("group"));
        purpose.sampleId = id.empty() ? std::nullopt : std::optional(id);
        purpose.group = group.empty() ? std::nullopt : std::optional(group);
        const auto run = storeTrace(store, folder / trace, purpose, method, *methodId);
        if (!run) {
            return fail(run.error());
        }
        runs.emplace(trace, *run);
    }
    return runs;
}

Result<void> storeSamples(db::Store &store, const formats::TextTable &table, db::SampleKind kind, Source source,
                          const std::map<std::string, db::RecordId> &runs)
{
    auto samples = kind == db::SampleKind::Standard ? session::standardRecords(table, source)
                   : kind == db::SampleKind::Check  ? session::checkRecords(table, source)
                                                    : session::sampleRecords(table, kind, source);
    if (!samples) {
        return fail(samples.error());
    }
    for (db::Sample &sample : *samples) {
        for (db::Draw &draw : sample.draws) {
            const auto trace = draw.values.find("trace");
            const auto run = trace == draw.values.end() ? runs.end() : runs.find(trace->second);
            if (run != runs.end()) {
                draw.runId = run->second;
            }
        }
    }
    if (kind == db::SampleKind::Check) {
        samples = session::afterStoredChecks(store, std::move(*samples));
        if (!samples) {
            return fail(samples.error());
        }
    }
    const auto saved = store.saveSamples(*samples);
    return saved ? Result<void>() : fail(saved.error());
}

} // namespace tgc::cli

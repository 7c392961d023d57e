// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "db/approval_rows.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words) {
        text += (text.empty() ? "" : ";") + word;
    }
    return text;
}

std::vector<std::string> words(const std::string &text)
{
    std::vector<std::string> found;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t at = std::min(text.find(';', from), text.size());
        found.push_back(text.substr(from, at - from));
        from = at + 1;
    }
    return found;
}

void insertPeak(Change &writes, RecordId result, std::int64_t number, const PeakRecord &peak, const Value &source)
{
    writes.insert("peaks", {{"result_id", result},
                            {"number", number},
                            {"channel", peak.channel},
                            {"name", valueOf(peak.name)},
                            {"apex_s", peak.apex_s},
                            {"height", peak.height},
                            {"area", peak.area},
                            {"area_unit", peak.areaUnit},
                            {"area_u", valueOf(peak.areaU)},
                            {"start_s", peak.start_s},
                            {"end_s", peak.end_s},
                            {"baseline_start", peak.baselineStart},
                            {"baseline_end", peak.baselineEnd},
                            {"code", peak.code},
                            {"rule", peak.rule},
                            {"width_half_s", valueOf(peak.widthHalf_s)},
                            {"tailing", valueOf(peak.tailing)},
                            {"plates", valueOf(peak.plates)},
                            {"resolution", valueOf(peak.resolution)},
                            {"signal_to_noise", valueOf(peak.signalToNoise)},
                            {"flags", textOrNull(joined(peak.flags))},
                            {"source", source}});
}

PeakRecord peakOf(const Row &row)
{
    const auto real = [&row](std::string_view column) { return optionalReal(row, column).value_or(0.0); };
    PeakRecord peak;
    peak.channel = textOf(row, "channel");
    peak.name = optionalText(row, "name");
    peak.apex_s = real("apex_s");
    peak.height = real("height");
    peak.area = real("area");
    peak.areaUnit = textOf(row, "area_unit");
    peak.areaU = optionalReal(row, "area_u");
    peak.start_s = real("start_s");
    peak.end_s = real("end_s");
    peak.baselineStart = real("baseline_start");
    peak.baselineEnd = real("baseline_end");
    peak.code = textOf(row, "code");
    peak.rule = textOf(row, "rule");
    peak.widthHalf_s = optionalReal(row, "width_half_s");
    peak.tailing = optionalReal(row, "tailing");
    peak.plates = optionalReal(row, "plates");
    peak.resolution = optionalReal(row, "resolution");
    peak.signalToNoise = optionalReal(row, "signal_to_noise");
    peak.flags = words(textOf(row, "flags"));
    return peak;
}

StoredResult resultOf(const Connection &connection, const Row &row)
{
    StoredResult stored;
    stored.id = integerOf(row, "id");
    stored.version = static_cast<int>(integerOf(row, "version"));
    stored.result.kind = textOf(row, "kind");
    stored.result.runId = optionalInteger(row, "run_id");
    stored.result.sampleId = optionalInteger(row, "sample");
    stored.result.methodId = optionalInteger(row, "method_id");
    stored.result.calibrationId = optionalInteger(row, "calibration_id");
    stored.result.algorithmName = textOf(row, "algorithm_name");
    stored.result.algorithmVersion = textOf(row, "algorithm_version");
    stored.result.inputsJson = textOf(row, "inputs");
    stored.result.outputsJson = textOf(row, "outputs");
    stored.result.source = sourceOf(row);
    stored.createdAt_utc = textOf(row, "created_at");
    stored.createdBy = textOf(row, "created_by");
    stored.program = textOf(row, "program");
    stored.withdrawn = withdrawalOf(row);
    stored.supersedes = optionalInteger(row, "supersedes");
    for (const Row &peak : connection.rows("SELECT * FROM peaks WHERE result_id = ? ORDER BY number", {stored.id})) {
        stored.result.peaks.push_back(peakOf(peak));
    }
    return stored;
}

/// The version that is the latest up to now, where it is approved.
struct Locked {
    RecordId id = 0;
    int version = 1;
    std::string reviewer{};
    std::string approvedAt_utc{};

    [[nodiscard]] std::string sentence() const
    {
        return "takes the place of version " + std::to_string(version) + ", approved by " + reviewer + " on " +
               approvedAt_utc.substr(0, 10) + "; is not approved itself";
    }
};

std::optional<Locked> lockedLatest(const Connection &connection, const std::string &subject, RecordId subjectId,
                                   const std::string &kind)
{
    std::string query = "SELECT id, version FROM results WHERE ";
    query += subject + " = ? AND kind = ? AND withdrawn_at IS NULL ORDER BY version DESC LIMIT 1";
    const auto latest = connection.rows(query, {subjectId, kind});
    if (latest.empty()) {
        return std::nullopt;
    }
    const RecordId id = integerOf(latest.front(), "id");
    const auto approval = standingApproval(connection, "result_id", id);
    return approval ? std::optional(Locked{id, static_cast<int>(integerOf(latest.front(), "version")),
                                           textOf(*approval, "reviewer"), textOf(*approval, "created_at")})
                    : std::nullopt;
}

Result<void> check(const NewResult &result)
{
    if (result.runId.has_value() == result.sampleId.has_value()) {
        return fail(ErrorCode::BadInput, "a result belongs to one run or to one sample: name exactly one of them");
    }
    for (const std::string *json : {&result.inputsJson, &result.outputsJson}) {
        if (!nlohmann::json::accept(*json)) {
            return fail(ErrorCode::BadInput, "the inputs or outputs of the result are not JSON");
        }
    }
    return {};
}

} // namespace

Result<SavedResult> Store::saveResult(const NewResult &result)
{
    if (const auto good = check(result); !good) {
        return fail(good.error());
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<SavedResult> {
        const Connection &connection = writes.connection();
        const std::string subject = result.runId ? "run_id" : "sample";
        const RecordId subjectId = result.runId ? *result.runId : *result.sampleId;
        if (!connection.row(result.runId ? "runs" : "samples", subjectId)) {
            return fail(ErrorCode::BadInput, result.runId
                                                 ? "there is no run " + runName(subjectId)
                                                 : "there is no record " + std::to_string(subjectId) + " of samples");
        }
        const auto last = connection.rows("SELECT coalesce(max(version), 0) AS version FROM results WHERE " + subject +
                                              " = ? AND kind = ?",
                                          {subjectId, result.kind});
        const std::int64_t version = integerOf(last.front(), "version") + 1;
        const auto locked = lockedLatest(connection, subject, subjectId, result.kind);
        const Value source = std::string(toString(result.source));
        const RecordId id = writes.insert("results", {{"kind", result.kind},
                                                      {"run_id", valueOf(result.runId)},
                                                      {"sample", valueOf(result.sampleId)},
                                                      {"version", version},
                                                      {"method_id", valueOf(result.methodId)},
                                                      {"calibration_id", valueOf(result.calibrationId)},
                                                      {"algorithm_name", result.algorithmName},
                                                      {"algorithm_version", result.algorithmVersion},
                                                      {"inputs", result.inputsJson},
                                                      {"outputs", result.outputsJson},
                                                      {"program", connection.options.program},
                                                      {"created_by", connection.options.person},
                                                      {"supersedes", locked ? Value(locked->id) : Value()},
                                                      {"source", source},
                                                      {"created_at", connection.now()}});
        std::int64_t number = 0;
        for (const PeakRecord &peak : result.peaks) {
            insertPeak(writes, id, ++number, peak, source);
        }
        writes.log("added", "results", id, locked ? locked->sentence() : std::string());
        SavedResult saved{id, static_cast<int>(version), std::nullopt};
        if (locked) {
            saved.superseded = Superseded{locked->version, locked->reviewer, locked->approvedAt_utc};
        }
        return saved;
    });
}

Result<std::vector<StoredResult>> Store::results(const ResultFilter &filter) const
{
    std::string conditions = filter.withdrawnToo ? "1" : "withdrawn_at IS NULL";
    std::vector<Value> values;
    if (filter.kind) {
        conditions += " AND kind = ?";
        values.emplace_back(*filter.kind);
    }
    if (filter.runId) {
        conditions += " AND run_id = ?";
        values.emplace_back(*filter.runId);
    }
    if (filter.sampleId) {
        conditions += " AND sample = ?";
        values.emplace_back(*filter.sampleId);
    }
    if (filter.latestOnly) {
        // One condition for each index: with `IS` SQLite would use neither, and look through all for every one.
        const auto none = [](const std::string &key) {
            return "NOT EXISTS (SELECT 1 FROM results AS later WHERE later." + key + " = results." + key +
                   " AND later.kind = results.kind AND later.version > results.version AND later.withdrawn_at IS NULL)";
        };
        conditions += " AND withdrawn_at IS NULL AND " + none("run_id") + " AND " + none("sample");
    }
    return guarded(m_impl->connection, [&]() -> Result<std::vector<StoredResult>> {
        std::vector<StoredResult> found;
        for (const Row &row :
             m_impl->connection.rows("SELECT * FROM results WHERE " + conditions + " ORDER BY id", values)) {
            found.push_back(resultOf(m_impl->connection, row));
        }
        return found;
    });
}

} // namespace tgc::db

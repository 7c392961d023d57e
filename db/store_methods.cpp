// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "db/approval_rows.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

StoredMethod methodOf(const Row &row)
{
    return {integerOf(row, "id"),
            static_cast<int>(integerOf(row, "version")),
            {textOf(row, "name"), textOf(row, "content"), sourceOf(row)},
            textOf(row, "created_at"),
            withdrawalOf(row)};
}

std::optional<Approval> approvalOf(const Row &row)
{
    const auto at = optionalText(row, "approved_at");
    return at ? std::optional(Approval{*at, textOf(row, "approved_by"), textOf(row, "approval_note")}) : std::nullopt;
}

StoredCalibration calibrationOf(const Row &row)
{
    return {integerOf(row, "id"),
            {textOf(row, "name"), textOf(row, "amount_unit"), textOf(row, "content"), sourceOf(row),
             optionalInteger(row, "method_id")},
            textOf(row, "created_at"),
            withdrawalOf(row),
            approvalOf(row)};
}

} // namespace

Result<StoredMethod> Store::saveMethod(const NewMethod &method)
{
    if (method.name.empty()) {
        return fail(ErrorCode::BadInput, "the method has no name: give it one");
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<StoredMethod> {
        const Connection &connection = writes.connection();
        const auto known =
            connection.rows("SELECT * FROM methods WHERE name = ? ORDER BY version DESC LIMIT 1", {method.name});
        if (!known.empty() && textOf(known.front(), "content") == method.text && !withdrawalOf(known.front())) {
            return methodOf(known.front());
        }
        const std::int64_t version = known.empty() ? 1 : integerOf(known.front(), "version") + 1;
        const RecordId id = writes.insert("methods", {{"name", method.name},
                                                      {"version", version},
                                                      {"content", method.text},
                                                      {"source", std::string(toString(method.source))},
                                                      {"created_at", connection.now()}});
        writes.log("added", "methods", id);
        return methodOf(connection.row("methods", id).value_or(Row()));
    });
}

Result<std::vector<StoredMethod>> Store::methods() const
{
    return guarded(m_impl->connection, [&]() -> Result<std::vector<StoredMethod>> {
        std::vector<StoredMethod> found;
        for (const Row &row : m_impl->connection.rows("SELECT * FROM methods ORDER BY name, version")) {
            found.push_back(methodOf(row));
        }
        return found;
    });
}

Result<RecordId> Store::saveCalibration(const NewCalibration &calibration)
{
    if (calibration.name.empty()) {
        return fail(ErrorCode::BadInput, "the calibration has no name: give it one");
    }
    if (!nlohmann::json::accept(calibration.json)) {
        return fail(ErrorCode::BadInput, "the calibration \"" + calibration.name + "\" is not JSON");
    }
    return db::change(m_impl->connection, [&](Change &writes) -> Result<RecordId> {
        const RecordId id = writes.insert("calibrations", {{"name", calibration.name},
                                                           {"amount_unit", calibration.amountUnit},
                                                           {"content", calibration.json},
                                                           {"method_id", valueOf(calibration.methodId)},
                                                           {"source", std::string(toString(calibration.source))},
                                                           {"created_at", writes.connection().now()}});
        writes.log("added", "calibrations", id);
        return id;
    });
}

Result<std::vector<StoredCalibration>> Store::calibrations(bool withdrawnToo) const
{
    return guarded(m_impl->connection, [&]() -> Result<std::vector<StoredCalibration>> {
        std::vector<StoredCalibration> found;
        for (const Row &row : m_impl->connection.rows("SELECT * FROM calibrations" +
                                                      std::string(withdrawnToo ? "" : " WHERE withdrawn_at IS NULL") +
                                                      " ORDER BY id DESC")) {
            found.push_back(calibrationOf(row));
        }
        return found;
    });
}

Result<StoredCalibration> Store::calibration(RecordId id) const
{
    return guarded(m_impl->connection, [&]() -> Result<StoredCalibration> {
        const auto row = m_impl->connection.row("calibrations", id);
        if (!row) {
            return fail(ErrorCode::BadInput, "there is no calibration number " + std::to_string(id));
        }
        return calibrationOf(*row);
    });
}

Result<void> Store::approveCalibration(RecordId id, const std::string &note)
{
    return db::change(m_impl->connection, [&](Change &writes) -> Result<void> {
        const Connection &connection = writes.connection();
        const auto row = connection.row("calibrations", id);
        if (!row) {
            return fail(ErrorCode::BadInput, "there is no calibration number " + std::to_string(id));
        }
        const StoredCalibration stored = calibrationOf(*row);
        const std::string name = "calibration \"" + stored.calibration.name + "\"";
        if (stored.withdrawn) {
            return fail(ErrorCode::BadInput, name + " was retired on " + stored.withdrawn->at_utc.substr(0, 10) + " (" +
                                                 stored.withdrawn->reason + "): save the curve anew, then approve it");
        }
        if (stored.approval) {
            return fail(ErrorCode::BadInput, name + " was approved on " + stored.approval->at_utc.substr(0, 10) +
                                                 " by " + stored.approval->by + " already");
        }
        const std::string &named = connection.options.operatorName;
        return approveCalibrationRow(writes, *row, named.empty() ? connection.options.person : named, note)
            .map([](const auto &) {});
    });
}

Result<std::vector<CalibrationUse>> Store::calibrationUses(RecordId id) const
{
    return guarded(m_impl->connection, [&]() -> Result<std::vector<CalibrationUse>> {
        std::vector<CalibrationUse> uses;
        for (const Row &row : m_impl->connection.rows(
                 "SELECT r.kind, r.version, r.created_at, coalesce(s.sample_id, 'R' || r.run_id) AS subject,"
                 " NOT EXISTS (SELECT 1 FROM results l WHERE l.kind = r.kind AND l.sample IS r.sample"
                 " AND l.run_id IS r.run_id AND l.version > r.version AND l.withdrawn_at IS NULL) AS latest"
                 " FROM results r LEFT JOIN samples s ON s.id = r.sample"
                 " WHERE r.calibration_id = ? AND r.withdrawn_at IS NULL ORDER BY r.id DESC",
                 {id})) {
            uses.push_back({textOf(row, "subject"), textOf(row, "kind"), static_cast<int>(integerOf(row, "version")),
                            textOf(row, "created_at"), integerOf(row, "latest") != 0});
        }
        return uses;
    });
}

} // namespace tgc::db

// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "db/audit_rows.h"
#include "db/store_impl.h"

namespace tgc::db {

Result<std::vector<AuditEntry>> Store::audit(const AuditFilter &filter) const
{
    std::string conditions = "1";
    std::vector<Value> values;
    const auto narrow = [&](const char *condition, Value value) {
        conditions += std::string(" AND ") + condition;
        values.push_back(std::move(value));
    };
    if (filter.since) {
        narrow("at_utc >= ?", *filter.since);
    }
    if (filter.table) {
        narrow("table_name = ?", *filter.table);
    }
    if (filter.recordId) {
        narrow("record_id = ?", *filter.recordId);
    }
    if (filter.action) {
        narrow("action = ?", *filter.action);
    }
    const std::string limit = filter.limit ? " LIMIT " + std::to_string(*filter.limit) : std::string();
    const std::string query = "SELECT " + auditColumns(m_impl->connection) + " FROM audit_trail WHERE " + conditions +
                              " ORDER BY id DESC" + limit;
    return guarded(m_impl->connection, [&]() -> Result<std::vector<AuditEntry>> {
        std::vector<AuditEntry> found;
        for (const Row &row : m_impl->connection.rows(query, values)) {
            found.push_back(auditEntryOf(row));
        }
        std::reverse(found.begin(), found.end());
        return found;
    });
}

Result<TrailHead> Store::trailHead() const
{
    return guarded(m_impl->connection, [&]() -> Result<TrailHead> {
        const auto info = m_impl->connection.row("store_info", 1);
        const auto head = m_impl->connection.row("trail_head", 1);
        if (!info || !head) {
            return fail(ErrorCode::Integrity, m_impl->connection.name() + " has lost the end of its audit trail: "
                                                                          "restore a backup");
        }
        return TrailHead{textOf(*info, "store_id"), integerOf(*head, "entries"), textOf(*head, "chain")};
    });
}

Result<std::vector<std::optional<std::string>>> Store::trailChains(const std::vector<std::int64_t> &entries) const
{
    return guarded(m_impl->connection, [&]() -> Result<std::vector<std::optional<std::string>>> {
        std::vector<std::optional<std::string>> chains;
        SQLite::Statement query = m_impl->connection.statement("SELECT chain FROM audit_trail WHERE id = ?");
        for (const std::int64_t entry : entries) {
            query.reset();
            query.bind(1, entry);
            chains.push_back(query.executeStep() ? std::optional(query.getColumn(0).getString()) : std::nullopt);
        }
        return chains;
    });
}

Result<TrailHead> Store::noteRestored(const RestoreNote &note)
{
    const auto told = [](const TrailHead &head) {
        return Row{{"store_id", head.storeId}, {"entries", head.entries}, {"chain", head.chain}};
    };
    const auto noted = db::change(m_impl->connection, [&](Change &writes) -> Result<void> {
        Row backup = told(note.head);
        backup["file"] = note.backup;
        const std::string reason =
            "restored from the backup " + note.backup +
            (note.setAside.empty() ? "; there was no store before" : "; the store before is kept as " + note.setAside);
        writes.log("restored", "store_info", 1, reason, note.before ? Value(toJson(told(*note.before))) : Value(),
                   toJson(backup));
        return {};
    });
    return noted ? trailHead() : fail(noted.error());
}

} // namespace tgc::db

// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/audit_pages.h"

#include <algorithm>
#include <set>

#include "analysis/core/decimal.h"
#include "db/audit_rows.h"
#include "db/like.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace {

struct Where {
    std::string conditions = "1";
    std::vector<Value> values;

    void add(const std::string &condition, std::initializer_list<Value> bound)
    {
        conditions += " AND (" + condition + ")";
        values.insert(values.end(), bound);
    }
};

Where whereOf(const AuditQuery &query, bool named)
{
    Where where;
    if (query.since) {
        where.add("at_utc >= ?", {*query.since});
    }
    if (query.until) {
        where.add("at_utc < ? || '~'", {*query.until}); // behind every time of that day
    }
    if (query.table) {
        where.add("table_name = ?", {*query.table});
    }
    if (query.recordId) {
        where.add("record_id = ?", {*query.recordId});
    }
    if (query.action) {
        where.add("action = ?", {*query.action});
    }
    if (query.person) {
        named ? where.add("who = ? OR operator_name = ?", {*query.person, *query.person})
              : where.add("who = ?", {*query.person});
    }
    if (query.text) {
        const Value p = likeAnywhere(*query.text);
        std::string anywhere = R"(new_value LIKE ? ESCAPE '\' OR old_value LIKE ? ESCAPE '\' OR reason LIKE ? ESCAPE '\'
            OR who LIKE ? ESCAPE '\' OR table_name || ' ' || record_id LIKE ? ESCAPE '\')";
        if (named) {
            anywhere += R"( OR operator_name LIKE ? ESCAPE '\')";
            where.add(anywhere, {p, p, p, p, p, p});
        } else {
            where.add(anywhere, {p, p, p, p, p});
        }
    }
    return where;
}

std::string shown(const Value &value)
{
    if (const auto *integer = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*integer);
    }
    if (const auto *real = std::get_if<double>(&value)) {
        return shortest(*real);
    }
    if (const auto *text = std::get_if<std::string>(&value)) {
        return *text;
    }
    const auto *blob = std::get_if<Blob>(&value);
    return blob != nullptr ? "(" + std::to_string(blob->bytes.size()) + " bytes)" : std::string();
}

std::vector<std::string> distinct(const Connection &connection, const std::string &column)
{
    std::vector<std::string> found;
    for (const Row &row : connection.rows("SELECT DISTINCT " + column + " AS v FROM audit_trail WHERE " + column +
                                          " IS NOT NULL ORDER BY v")) {
        found.push_back(textOf(row, "v"));
    }
    return found;
}

} // namespace

Result<std::vector<RecordId>> auditIds(const Store &store, const AuditQuery &query)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<RecordId>> {
        const Where where = whereOf(query, hasColumn(connection, "audit_trail", "operator_name"));
        std::vector<RecordId> ids;
        // Sorted here: SQLite reads the narrow index and not the entries, which are long, in whatever order that has.
        SQLite::Statement list =
            connection.statement("SELECT id FROM audit_trail WHERE " + where.conditions, where.values);
        while (list.executeStep()) {
            ids.push_back(list.getColumn(0).getInt64());
        }
        std::sort(ids.begin(), ids.end(), std::greater<>());
        return ids;
    });
}

Result<std::vector<AuditEntry>> auditEntries(const Store &store, const std::vector<RecordId> &ids)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<AuditEntry>> {
        std::vector<AuditEntry> found;
        SQLite::Statement one =
            connection.statement("SELECT " + auditColumns(connection) + " FROM audit_trail WHERE id = ?");
        for (const RecordId id : ids) {
            one.reset();
            one.bind(1, id);
            if (one.executeStep()) {
                found.push_back(auditEntryOf(readRow(one)));
            }
        }
        return found;
    });
}

Result<AuditChoices> auditChoices(const Store &store)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<AuditChoices> {
        AuditChoices choices{distinct(connection, "table_name"), distinct(connection, "action"), {}};
        std::set<std::string> persons;
        for (const std::string &column : {std::string("who"), std::string("operator_name")}) {
            if (column == "who" || hasColumn(connection, "audit_trail", column)) {
                const auto named = distinct(connection, column);
                persons.insert(named.begin(), named.end());
            }
        }
        choices.persons.assign(persons.begin(), persons.end());
        return choices;
    });
}

Result<std::vector<std::pair<std::string, std::string>>> recordNow(const Store &store, const std::string &table,
                                                                   RecordId id)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<std::pair<std::string, std::string>>> {
        std::vector<std::pair<std::string, std::string>> columns;
        if (!hasTable(connection, table)) { // the name comes from the trail, which may have been tampered with
            return columns;
        }
        const auto row = connection.row(table, id);
        if (!row) {
            return columns;
        }
        for (const Row &column : connection.rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", {table})) {
            const std::string name = textOf(column, "name");
            if (const auto field = row->find(name); field != row->end()) {
                columns.emplace_back(name, shown(field->second));
            }
        }
        return columns;
    });
}

Result<std::vector<ClockJump>> clockJumps(const Store &store, double least_s)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<ClockJump>> {
        std::vector<ClockJump> jumps;
        if (!hasColumn(connection, "audit_trail", "uptime_ns")) {
            return jumps;
        }
        for (const Row &row : connection.rows(
                 "SELECT id, at_utc, by_s FROM (SELECT id, at_utc, 86400.0 * (julianday(at_utc) - "
                 "lag(julianday(at_utc)) "
                 "OVER w) - (uptime_ns - lag(uptime_ns) OVER w) / 1e9 AS by_s FROM audit_trail WHERE uptime_ns IS NOT "
                 "NULL WINDOW w AS (PARTITION BY boot_id ORDER BY uptime_ns, id)) WHERE abs(by_s) >= ? ORDER BY id",
                 {least_s})) {
            jumps.push_back({integerOf(row, "id"), textOf(row, "at_utc"), optionalReal(row, "by_s").value_or(0.0)});
        }
        return jumps;
    });
}

} // namespace tgc::db

// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/change.h"

#include "db/sha256.h"
#include "db/uptime.h"

namespace tgc::db {

namespace {

RecordId insertRow(SQLite::Database &database, std::string_view table, const Row &row)
{
    std::string names;
    std::string marks;
    for (const auto &[name, value] : row) {
        names += (names.empty() ? "" : ", ") + sqlName(name);
        marks += marks.empty() ? "?" : ", ?";
    }
    SQLite::Statement statement(database, "INSERT INTO " + sqlName(table) + " (" + names + ") VALUES (" + marks + ")");
    int index = 0;
    for (const auto &[name, value] : row) {
        bind(statement, ++index, value);
    }
    statement.exec();
    return database.getLastInsertRowid();
}

/// What a new record holds, for its entry: without what is not set, and long texts by their length, since the record
/// itself is write-once or every change of it leaves the old text in the trail.
std::string newRecordJson(Row row)
{
    constexpr std::size_t longest = 2000;
    std::erase_if(row, [](const auto &field) {
        return std::holds_alternative<std::monostate>(field.second) || std::holds_alternative<Blob>(field.second);
    });
    for (auto &[name, value] : row) {
        if (const auto *text = std::get_if<std::string>(&value); text != nullptr && text->size() > longest) {
            value = "(" + std::to_string(text->size()) + " bytes, in the record)";
        }
    }
    return toJson(row);
}

} // namespace

std::string chainStart()
{
    return std::string(64, '0');
}

std::string chainLink(const std::string &before, Row entry)
{
    entry.erase("chain");
    return sha256Hex(before + "\n" + digest("audit_trail", entry));
}

RecordId Change::insert(std::string_view table, const Row &row)
{
    const RecordId id = insertRow(m_connection.database, table, row);
    note(table, id);
    return id;
}

bool Change::update(std::string_view table, RecordId id, const Row &columns, std::string_view action,
                    const std::string &reason)
{
    const Row before = m_connection.row(table, id).value_or(Row());
    Row oldValues;
    Row newValues;
    std::string settings;
    for (const auto &[name, value] : columns) {
        const auto found = before.find(name);
        if (found == before.end() || found->second != value) {
            oldValues[name] = found == before.end() ? Value() : found->second;
            newValues[name] = value;
            settings += (settings.empty() ? "" : ", ") + sqlName(name) + " = ?";
        }
    }
    if (newValues.empty()) {
        return false;
    }
    SQLite::Statement statement(m_connection.database,
                                "UPDATE " + sqlName(table) + " SET " + settings + " WHERE id = ?");
    int index = 0;
    for (const auto &[name, value] : newValues) {
        bind(statement, ++index, value);
    }
    statement.bind(++index, id);
    statement.exec();
    note(table, id);
    log(action, table, id, reason, toJson(oldValues), toJson(newValues));
    return true;
}

void Change::log(std::string_view action, std::string_view table, RecordId id, const std::string &reason,
                 const Value &oldValue, const Value &newValue)
{
    const auto head = m_connection.row("trail_head", 1);
    const bool tellsNew = action == "added" && std::holds_alternative<std::monostate>(newValue);
    const RecordId number = head ? integerOf(*head, "entries") + 1 : 1;
    Row entry{{"id", number},
              {"at_utc", m_connection.now()},
              {"who", m_connection.options.person},
              {"action", std::string(action)},
              {"table_name", std::string(table)},
              {"record_id", id},
              {"old_value", oldValue},
              {"new_value", tellsNew ? Value(newRecordJson(m_connection.row(table, id).value_or(Row()))) : newValue},
              {"reason", textOrNull(reason)},
              {"program", m_connection.options.program},
              {"operator_name", textOrNull(m_connection.options.operatorName)},
              {"uptime_ns", static_cast<std::int64_t>(m_connection.options.uptime().count())},
              {"boot_id", textOrNull(bootId())},
              {"digests", m_digests}};
    const std::string chain = chainLink(head ? textOf(*head, "chain") : chainStart(), entry);
    entry["chain"] = chain;
    insertRow(m_connection.database, "audit_trail", entry);
    if (head) {
        SQLite::Statement statement(m_connection.database, "UPDATE trail_head SET entries = ?, chain = ? WHERE id = 1");
        statement.bind(1, number);
        statement.bind(2, chain);
        statement.exec();
    } else {
        insertRow(m_connection.database, "trail_head",
                  {{"id", std::int64_t{1}}, {"entries", number}, {"chain", chain}});
    }
    m_digests.clear();
    m_head.entries = number;
    m_head.chain = chain;
}

void anchorTrail(const Connection &connection, const Change &written)
{
    if (!connection.anchor || written.head().entries == 0) {
        return;
    }
    try {
        TrailHead head = written.head();
        head.storeId = textOf(connection.row("store_info", 1).value_or(Row()), "store_id");
        connection.anchor->grew(connection.now(), head);
    } catch (const SQLite::Exception &) {
        // The transaction stands; the next one tells the anchor further.
        return;
    }
}

void Change::note(std::string_view table, RecordId id)
{
    const Row written = m_connection.row(table, id).value_or(Row());
    m_digests += std::string(table) + " " + std::to_string(id) + " " + digest(table, written) + "\n";
}

} // namespace tgc::db

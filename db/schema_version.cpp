// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/schema_version.h"

#include "db/archive_schema.h"
#include "db/audit_rows.h"
#include "db/change.h"
#include "db/migrations.h"
#include "db/sha256.h"

namespace tgc::db {

namespace {

/// The store's own identity, made with its first migration.
void addStoreInfo(Change &writes)
{
    writes.insert("store_info",
                  {{"id", std::int64_t{1}}, {"store_id", newUuid()}, {"created_at", writes.connection().now()}});
}

constexpr int firstWithTrail = 5;

/// What was written before there was a trail is watched from now on, as it stands.
void adoptAll(Change &writes)
{
    for (const Row &table : writes.connection().rows(
             "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN "
             "('audit_trail', 'trail_head')")) {
        const std::string name = textOf(table, "name");
        for (const Row &record : writes.connection().rows("SELECT id FROM " + sqlName(name) + " ORDER BY id")) {
            writes.adopt(name, integerOf(record, "id"));
        }
    }
}

} // namespace

int schemaVersion(const SQLite::Database &database)
{
    SQLite::Statement statement(database, "PRAGMA user_version");
    return statement.executeStep() ? statement.getColumn(0).getInt() : 0;
}

bool knowsRoles(const Connection &connection)
{
    return schemaVersion(connection.database) >= 7;
}

std::string detectorsOnly(const Connection &connection)
{
    return knowsRoles(connection) ? " AND role IS NULL" : "";
}

Result<FileKind> recognise(Connection &connection)
{
    return guarded(connection, [&]() -> Result<FileKind> {
        SQLite::Database &database = connection.database;
        const int application = database.execAndGet("PRAGMA application_id").getInt();
        const int version = schemaVersion(database);
        if (application == 0 && version == 0 &&
            database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0) {
            return FileKind::Empty;
        }
        if (application != applicationId) {
            return fail(ErrorCode::Store, connection.name() + " is another program's database, not a TGC store: name "
                                                              "another file");
        }
        const int known = static_cast<int>(migrations().size());
        if (version > known) {
            return fail(ErrorCode::Store, connection.name() + " has schema " + std::to_string(version) +
                                              ", this program knows up to " + std::to_string(known) +
                                              ": open it with a newer TGC Workbench");
        }
        return FileKind::Ours;
    });
}

Result<void> migrate(Connection &connection)
{
    const int known = static_cast<int>(migrations().size());
    if (const auto done =
            guarded(connection, [&]() -> Result<bool> { return schemaVersion(connection.database) == known; });
        !done || *done) {
        return done ? Result<void>() : fail(done.error());
    }
    return change(connection, [&](Change &writes) -> Result<void> {
        SQLite::Database &database = connection.database;
        // Looked at again inside the transaction: another program may have been faster.
        const int from = schemaVersion(database);
        if (from >= known) {
            return {};
        }
        for (int version = from + 1; version <= known; ++version) {
            database.exec(std::string(migrations()[static_cast<std::size_t>(version - 1)].sql));
        }
        for (int version = from + 1; version <= known; ++version) {
            writes.insert("schema_migrations",
                          {{"id", std::int64_t{version}},
                           {"name", std::string(migrations()[static_cast<std::size_t>(version - 1)].name)},
                           {"applied_at", connection.now()},
                           {"program", connection.options.program}});
        }
        if (from == 0) {
            addStoreInfo(writes);
        }
        if (from > 0 && from < firstWithTrail) {
            adoptAll(writes);
        }
        writes.log("migrated", "schema_migrations", known);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId));
        database.exec("PRAGMA user_version = " + std::to_string(known));
        return {};
    });
}

std::map<std::string, std::string> schemaOf(const SQLite::Database &database)
{
    std::map<std::string, std::string> found;
    SQLite::Statement statement(
        database,
        "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'");
    while (statement.executeStep()) {
        found.emplace(statement.getColumn(0).getString(), statement.getColumn(1).getString());
    }
    return found;
}

bool isArchive(const Connection &connection)
{
    return hasTable(connection, "archive_info");
}

std::map<std::string, std::string> expectedSchema(int version, bool archive)
{
    SQLite::Database memory(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (int i = 0; i < version && i < static_cast<int>(migrations().size()); ++i) {
        memory.exec(std::string(migrations()[static_cast<std::size_t>(i)].sql));
    }
    if (archive) {
        memory.exec(std::string(archiveSchema()));
    }
    return schemaOf(memory);
}

} // namespace tgc::db

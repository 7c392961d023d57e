// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/archive.h"

#include <set>

#include "db/archive_schema.h"
#include "db/audit_rows.h"
#include "db/change.h"
#include "db/schema_version.h"
#include "db/store_impl.h"

namespace tgc::db {

namespace fs = std::filesystem;

namespace {

using Keys = std::map<std::string, std::set<RecordId>>;

struct Reference {
    std::string table;  ///< has the column
    std::string column; ///< a key of
    std::string parent;
};

/// What belongs to a sample, a run and so on comes with it; what a record refers to comes, too, but not what else refers
/// to that: a calibration brings no other samples.
bool bringsItsOwn(const Reference &reference)
{
    static const std::set<std::string, std::less<>> owners{"samples", "runs", "signals", "results"};
    return owners.contains(reference.parent) ||
           (reference.table == "approvals" && reference.parent == "calibrations") ||
           (reference.table == "electrodes" && reference.parent == "cells");
}

std::vector<Reference> referencesOf(const Connection &connection)
{
    std::vector<Reference> all;
    for (const Row &row :
         connection.rows("SELECT t.name AS name, f.\"from\" AS field, f.\"table\" AS parent FROM "
                         "sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'")) {
        all.push_back({textOf(row, "name"), textOf(row, "field"), textOf(row, "parent")});
    }
    return all;
}

/// The group's samples and runs, the blanks, and all that belongs to them or that they refer to.
Keys keysOf(const Connection &connection, const std::string &group)
{
    Keys keys;
    std::vector<std::pair<std::string, RecordId>> fresh;
    const auto take = [&](const std::string &table, RecordId id) {
        if (keys[table].insert(id).second) {
            fresh.emplace_back(table, id);
        }
    };
    const auto takeAll = [&](const std::string &table, const std::string &sql, const std::vector<Value> &values) {
        for (const Row &row : connection.rows(sql, values)) {
            take(table, integerOf(row, "id"));
        }
    };
    takeAll("samples", "SELECT id FROM samples WHERE \"group\" = ?", {group});
    takeAll("runs", "SELECT id FROM runs WHERE \"group\" = ?", {group});
    if (fresh.empty()) {
        return keys;
    }
    takeAll("runs", "SELECT id FROM runs WHERE sample_id IN (SELECT sample_id FROM samples WHERE \"group\" = ?)",
            {group});
    takeAll("samples", "SELECT id FROM samples WHERE kind = 'blank' AND withdrawn_at IS NULL", {});
    const auto references = referencesOf(connection);
    while (!fresh.empty()) {
        const auto [table, id] = fresh.back();
        fresh.pop_back();
        const Row row = connection.row(table, id).value_or(Row());
        for (const Reference &each : references) {
            if (each.table == table) {
                if (const auto parent = optionalInteger(row, each.column)) {
                    take(each.parent, *parent);
                }
            }
            if (each.parent == table && bringsItsOwn(each)) {
                takeAll(each.table, "SELECT id FROM " + sqlName(each.table) + " WHERE " + sqlName(each.column) + " = ?",
                        {id});
            }
        }
    }
    return keys;
}

/// What the origin's trail says of these records, in its order.
std::map<RecordId, Row> entriesOf(const Connection &connection, const Keys &keys)
{
    std::map<RecordId, Row> entries;
    for (const auto &[table, ids] : keys) {
        for (const RecordId id : ids) {
            for (Row &row :
                 connection.rows("SELECT * FROM audit_trail WHERE table_name = ? AND record_id = ?", {table, id})) {
                const RecordId number = integerOf(row, "id");
                entries.emplace(number, std::move(row));
            }
        }
    }
    return entries;
}

Result<void> fill(Change &writes, const Connection &from, const std::string &group, const TrailHead &origin,
                  const std::vector<ArchiveFile> &files, ArchivedGroup &told)
{
    const Keys keys = keysOf(from, group);
    if (keys.empty()) {
        return fail(ErrorCode::BadInput, "there is no group \"" + group + "\": `tgc samples` lists the groups");
    }
    for (const auto &[table, ids] : keys) {
        for (const RecordId id : ids) {
            const auto row = from.row(table, id);
            if (!row) {
                return fail(ErrorCode::Integrity, "record " + std::to_string(id) + " of " + table +
                                                      " is not there, but others refer to it: run `tgc verify`");
            }
            writes.insert(table, *row);
        }
        told.records[table] = ids.size();
    }
    const auto entries = entriesOf(from, keys);
    for (const auto &[number, row] : entries) {
        writes.insert("origin_trail", row);
    }
    told.originEntries = entries.size();
    const Connection &archive = writes.connection();
    writes.insert("readme", {{"id", std::int64_t{1}},
                             {"text", archiveReadme(group, origin.storeId, archive.now(), archive.options.program)}});
    for (const ArchiveFile &file : files) {
        writes.insert("archive_files", {{"name", file.name}, {"content", file.text}});
    }
    writes.insert("archive_info", {{"id", std::int64_t{1}},
                                   {"group_name", group},
                                   {"origin_store_id", origin.storeId},
                                   {"origin_entries", origin.entries},
                                   {"origin_chain", origin.chain},
                                   {"made_at", archive.now()},
                                   {"account", archive.options.person},
                                   {"operator_name", textOrNull(archive.options.operatorName)},
                                   {"program", archive.options.program}});
    writes.log("archived", "archive_info", 1, "group " + group);
    return {};
}

} // namespace

Result<ArchivedGroup> writeArchive(const Store &from, const std::string &group, const fs::path &to,
                                   const std::vector<ArchiveFile> &files, const OpenOptions &options)
{
    ArchivedGroup told;
    {
        auto archive = Store::open(to, options);
        if (!archive) {
            return fail(archive.error());
        }
        const Connection &source = StoreAccess::connection(from);
        Connection &target = StoreAccess::connection(*archive);
        const auto written = change(target, [&](Change &writes) {
            return guarded(source, [&]() -> Result<void> {
                // As the store stands at one moment, whatever others write to it meanwhile.
                SQLite::Transaction snapshot(const_cast<SQLite::Database &>(source.database));
                auto origin = from.trailHead();
                if (!origin) {
                    return fail(origin.error());
                }
                told.origin = *origin;
                target.database.exec("PRAGMA defer_foreign_keys = ON"); // tables come in the order of their names
                target.database.exec(std::string(archiveSchema()));
                return fill(writes, source, group, *origin, files, told);
            });
        });
        if (!written) {
            return fail(written.error());
        }
        // One file: nothing stands beside it, and it can be read from a medium that is read-only.
        const auto alone = guarded(target, [&]() -> Result<void> {
            target.database.exec("PRAGMA journal_mode = DELETE");
            return {};
        });
        if (!alone) {
            return fail(alone.error());
        }
    }
    const auto archive = Store::openReadOnly(to);
    const auto altered = archive ? archive->verify() : fail(archive.error());
    if (!altered) {
        return fail(altered.error());
    }
    if (!altered->empty()) {
        const Alteration &first = altered->front();
        return fail(ErrorCode::Integrity, "the store is not what was written (" + first.table +
                                              (first.id ? " " + std::to_string(*first.id) : "") + ": " + first.what +
                                              "): no archive was made; `tgc verify` lists all");
    }
    return told;
}

} // namespace tgc::db

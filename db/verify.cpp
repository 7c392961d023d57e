// SPDX-License-Identifier: GPL-3.0-or-later
#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>

#include "db/schema_version.h"
#include "db/store_impl.h"
#include "db/verify_store.h"

namespace tgc::db {

namespace {

/// What the trail says a record's digest is, and which entry said so.
struct Expected {
    std::string digest;
    RecordId entry = 0;
    bool met = false;
};

/// Table, then key.
using ExpectedRecords = std::map<std::string, std::map<RecordId, Expected>, std::less<>>;

/// Whoever asked for it does not want to wait for its end.
struct Stopped {};

class Verification {
public:
    Verification(const Connection &connection, const std::function<bool(double)> &goOn)
        : m_connection(connection), m_goOn(goOn)
    {
    }

    std::vector<Alteration> run()
    {
        step("(file)", [this] { checkFile(); });
        step("(schema)", [this] { checkSchema(); });
        step("audit_trail", [this] { checkTrail(); });
        step("trail_head", [this] { checkHead(); });
        for (const std::string &table : m_tables) {
            step(table, [&] { checkRecords(table); });
        }
        if (m_isArchive) {
            step("origin_trail", [this] { checkOrigin(); });
        }
        for (const auto &[table, records] : m_expected) {
            for (const auto &[id, record] : records) {
                if (!record.met && !m_unreadable.contains(table)) {
                    found(table, id,
                          "the record is missing: entry " + std::to_string(record.entry) +
                              " of the audit trail wrote it");
                }
            }
        }
        return std::move(m_found);
    }

private:
    void found(std::string table, std::optional<RecordId> id, std::string what)
    {
        m_found.push_back({std::move(table), id, std::move(what)});
    }

    /// A page that cannot be read is a finding too, and the other tables are still looked at.
    template <class Work>
    void step(const std::string &table, Work &&work)
    {
        try {
            work();
        } catch (const SQLite::Exception &thrown) {
            const int code = thrown.getErrorCode();
            if (code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_IOERR || code == SQLITE_CANTOPEN) {
                throw; // says nothing about the records
            }
            m_unreadable.insert(table);
            found(table, std::nullopt, std::string("cannot be read to its end (") + thrown.what() + ")");
        }
    }

    /// Asks now and then, with the part that is done: the trail is read once, and each record it tells of once.
    void done(RecordId &counter)
    {
        constexpr RecordId often = 512;
        if (++counter % often != 0 || !m_goOn) {
            return;
        }
        std::size_t told = 0;
        if (m_records > 0) {
            for (const auto &[table, records] : m_expected) {
                told += records.size();
            }
        }
        const double trail = m_entries > 0 ? static_cast<double>(m_lastEntry) / static_cast<double>(m_entries) : 1.0;
        const double records = told > 0 ? static_cast<double>(m_records) / static_cast<double>(told) : 0.0;
        if (!m_goOn(std::min(1.0, 0.5 * trail + 0.5 * records))) {
            throw Stopped();
        }
    }

    void checkFile()
    {
        for (const Row &row : m_connection.rows("PRAGMA integrity_check(100)")) {
            if (const std::string said = textOf(row, "integrity_check"); said != "ok") {
                found("(file)", std::nullopt, "the file is damaged: " + said);
            }
        }
    }

    void checkSchema()
    {
        const int version = schemaVersion(m_connection.database);
        const auto actual = schemaOf(m_connection.database);
        m_isArchive = actual.contains("table archive_info");
        const auto expected = expectedSchema(version, m_isArchive);
        for (const auto &[name, sql] : expected) {
            if (name.starts_with("table ")) {
                if (const std::string table = name.substr(6); table != "audit_trail" && table != "trail_head") {
                    m_tables.push_back(table);
                }
            }
            const auto there = actual.find(name);
            if (there == actual.end()) {
                found("(schema)", std::nullopt, "the " + name + " is missing");
            } else if (there->second != sql) {
                found("(schema)", std::nullopt, "the " + name + " was altered");
            }
        }
        for (const auto &[name, sql] : actual) {
            if (!expected.contains(name)) {
                found("(schema)", std::nullopt, "the " + name + " is not the program's");
            }
        }
        m_schemaVersion = version;
    }

    void checkTrail()
    {
        SQLite::Statement statement(m_connection.database, "SELECT * FROM audit_trail ORDER BY id");
        m_chain = chainStart();
        m_entries = integerOf(m_connection.row("trail_head", 1).value_or(Row()), "entries");
        RecordId read = 0;
        while (statement.executeStep()) {
            const Row entry = readRow(statement);
            const RecordId id = integerOf(entry, "id");
            const std::string chain = textOf(entry, "chain");
            if (id != m_lastEntry + 1) {
                for (RecordId gone = m_lastEntry + 1; gone < id && gone <= m_lastEntry + 100; ++gone) {
                    found("audit_trail", gone, "the entry is missing");
                }
            } else if (chainLink(m_chain, entry) != chain) {
                found("audit_trail", id, "the entry is not what was written");
            }
            learn(entry);
            m_chain = chain;
            m_lastEntry = id;
            done(read);
        }
    }

    /// Takes in what an entry says of the records it wrote.
    void learn(const Row &entry)
    {
        const RecordId number = integerOf(entry, "id");
        const bool isNew = textOf(entry, "action") == "added";
        std::istringstream lines(textOf(entry, "digests"));
        lines.imbue(std::locale::classic());
        std::string table;
        RecordId id = 0;
        std::string digest;
        while (lines >> table >> id >> digest) {
            const auto [known, first] = m_expected[table].insert_or_assign(id, Expected{digest, number});
            if (isNew && !first) {
                found(table, id,
                      "the record was added a second time by entry " + std::to_string(number) +
                          " of the audit trail: the first one was taken away");
            }
        }
    }

    void checkHead()
    {
        const auto head = m_connection.row("trail_head", 1);
        if (!head) {
            found("trail_head", 1, "the record of the trail's end is missing");
        } else if (const RecordId entries = integerOf(*head, "entries"); entries != m_lastEntry) {
            found("audit_trail", std::nullopt,
                  "the trail ends at entry " + std::to_string(m_lastEntry) + ", it was written up to entry " +
                      std::to_string(entries));
        } else if (textOf(*head, "chain") != m_chain) {
            found("trail_head", 1, "the trail's end is not what was written");
        }
        const auto versions = m_connection.rows("SELECT max(id) AS id FROM schema_migrations");
        if (versions.empty() || integerOf(versions.front(), "id") != m_schemaVersion) {
            found("schema_migrations", std::nullopt,
                  "the file's schema version " + std::to_string(m_schemaVersion) +
                      " is not that of the last migration");
        }
    }

    void checkRecords(const std::string &table)
    {
        auto &expected = m_expected[table];
        SQLite::Statement statement(m_connection.database, "SELECT * FROM " + sqlName(table) + " ORDER BY id");
        while (statement.executeStep()) {
            const Row row = readRow(statement);
            const RecordId id = integerOf(row, "id");
            done(m_records);
            const auto known = expected.find(id);
            if (known == expected.end()) {
                found(table, id, "the record is not in the audit trail: it was not written by the program");
                continue;
            }
            known->second.met = true;
            if (digest(table, row) != known->second.digest) {
                found(table, id,
                      "the record is not what entry " + std::to_string(known->second.entry) +
                          " of the audit trail wrote");
            }
        }
    }

    /// The records of an archive are those that the store it was taken from wrote.
    void checkOrigin()
    {
        SQLite::Statement statement(m_connection.database, "SELECT id, digests FROM origin_trail ORDER BY id");
        ExpectedRecords written;
        while (statement.executeStep()) {
            const RecordId number = statement.getColumn(0).getInt64();
            std::istringstream lines(statement.getColumn(1).getString());
            lines.imbue(std::locale::classic());
            std::string table;
            RecordId id = 0;
            std::string digest;
            while (lines >> table >> id >> digest) {
                written[table].insert_or_assign(id, Expected{digest, number});
            }
        }
        for (const auto &[table, records] : m_expected) {
            const auto there = written.find(table);
            if (there == written.end()) {
                continue;
            }
            for (const auto &[id, record] : records) {
                if (const auto origin = there->second.find(id); origin != there->second.end() &&
                                                                origin->second.digest != record.digest &&
                                                                table != "store_info" && table != "schema_migrations") {
                    found(table, id,
                          "the record is not what entry " + std::to_string(origin->second.entry) +
                              " of the trail it was taken from wrote");
                }
            }
        }
    }

    const Connection &m_connection;
    const std::function<bool(double)> &m_goOn;
    RecordId m_entries = 0; ///< of the trail, as its head says
    RecordId m_records = 0; ///< looked at
    std::vector<Alteration> m_found;
    std::vector<std::string> m_tables;
    ExpectedRecords m_expected;
    std::set<std::string, std::less<>> m_unreadable;
    std::string m_chain;
    RecordId m_lastEntry = 0;
    int m_schemaVersion = 0;
    bool m_isArchive = false;
};

} // namespace

Result<std::vector<Alteration>> verifyStore(const Store &store, const std::function<bool(double)> &goOn)
{
    const Connection &connection = StoreAccess::connection(store);
    return guarded(connection, [&]() -> Result<std::vector<Alteration>> {
        // One read transaction: what another program writes meanwhile is not seen half. SQLiteCpp wants to write for that.
        SQLite::Transaction snapshot(const_cast<SQLite::Database &>(connection.database));
        try {
            return Verification(connection, goOn).run();
        } catch (const Stopped &) {
            return fail(ErrorCode::NotDetermined, "the check of the store was stopped before its end");
        }
    });
}

Result<std::vector<Alteration>> Store::verify() const
{
    return verifyStore(*this, {});
}

} // namespace tgc::db

// SPDX-License-Identifier: GPL-3.0-or-later
#include <sqlite3.h>

#include <set>
#include <sstream>

#include "db/schema_version.h"
#include "db/store_impl.h"

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

class Verification {
public:
    explicit Verification(const Connection &connection) : m_connection(connection) {}

    std::vector<Alteration> run()
    {
        step("(file)", [this] { checkFile(); });
        step("(schema)", [this] { checkSchema(); });
        step("audit_trail", [this] { checkTrail(); });
        step("trail_head", [this] { checkHead(); });
        for (const std::string &table : m_tables) {
            step(table, [&] { checkRecords(table); });
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
        const auto expected = expectedSchema(version);
        const auto actual = schemaOf(m_connection.database);
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

    const Connection &m_connection;
    std::vector<Alteration> m_found;
    std::vector<std::string> m_tables;
    ExpectedRecords m_expected;
    std::set<std::string, std::less<>> m_unreadable;
    std::string m_chain;
    RecordId m_lastEntry = 0;
    int m_schemaVersion = 0;
};

} // namespace

Result<std::vector<Alteration>> Store::verify() const
{
    const Connection &connection = m_impl->connection;
    return guarded(connection, [&]() -> Result<std::vector<Alteration>> {
        // One read transaction: what another program writes meanwhile is not seen half.
        SQLite::Transaction snapshot(m_impl->connection.database);
        return Verification(connection).run();
    });
}

} // namespace tgc::db

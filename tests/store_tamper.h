// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "db/change.h"

/// What a person with the store's file in hand, and with this program's source, can do to it.
namespace tgc::test {

/// SQL with guards and checks off; the guards are put back afterwards, so that the schema is whole.
inline void tamper(const std::filesystem::path &file, const std::vector<std::string> &statements)
{
    SQLite::Database raw(file.string(), SQLite::OPEN_READWRITE);
    std::vector<std::pair<std::string, std::string>> triggers;
    {
        SQLite::Statement query(raw, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        while (query.executeStep()) {
            triggers.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
        }
    }
    raw.exec("PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; BEGIN");
    for (const auto &[name, sql] : triggers) {
        raw.exec("DROP TRIGGER " + name);
    }
    for (const std::string &statement : statements) {
        raw.exec(statement);
    }
    for (const auto &[name, sql] : triggers) {
        raw.exec(sql);
    }
    raw.exec("COMMIT");
}

/// Rewrites the whole trail so that it fits the records as they are now: the digest of each record in the last entry that
/// wrote it, every chain value, and the end. The store alone then shows nothing.
inline void rewriteTrail(const std::filesystem::path &file)
{
    std::vector<std::string> statements;
    {
        SQLite::Database raw(file.string());
        std::map<std::pair<std::string, std::string>, std::int64_t> lastEntry;
        std::vector<db::Row> entries;
        SQLite::Statement query(raw, "SELECT * FROM audit_trail ORDER BY id");
        const auto eachLine = [](const std::string &digests, const auto &use) {
            for (std::size_t at = 0; at < digests.size();) {
                const auto end = digests.find('\n', at);
                const std::string line = digests.substr(at, end - at);
                const auto first = line.find(' ');
                const auto second = line.find(' ', first + 1);
                use(line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1));
                at = end + 1;
            }
        };
        while (query.executeStep()) {
            entries.push_back(db::readRow(query));
            eachLine(db::textOf(entries.back(), "digests"), [&](const auto &table, const auto &key, const auto &) {
                lastEntry[{table, key}] = db::integerOf(entries.back(), "id");
            });
        }
        std::string chain = db::chainStart();
        std::int64_t number = 0;
        for (db::Row &entry : entries) {
            std::string digests;
            eachLine(db::textOf(entry, "digests"), [&](const auto &table, const auto &key, std::string digest) {
                if (lastEntry[{table, key}] == db::integerOf(entry, "id")) {
                    std::string select = "SELECT * FROM \"";
                    select.append(table).append("\" WHERE id = ").append(key);
                    SQLite::Statement record(raw, select);
                    digest = record.executeStep() ? db::digest(table, db::readRow(record)) : digest;
                }
                digests.append(table).append(" ").append(key).append(" ").append(digest).append("\n");
            });
            entry["digests"] = digests;
            chain = db::chainLink(chain, entry);
            number = db::integerOf(entry, "id");
            std::string update = "UPDATE audit_trail SET digests = '";
            update.append(digests).append("', chain = '").append(chain).append("' WHERE id = ");
            statements.push_back(update.append(std::to_string(number)));
        }
        statements.push_back("UPDATE trail_head SET entries = " + std::to_string(number) + ", chain = '" + chain + "'");
    }
    tamper(file, statements);
}

} // namespace tgc::test

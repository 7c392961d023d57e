// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/connection.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace tgc::db {

namespace {

/// `file:` URI of a path. `immutable` tells SQLite that nobody writes, so that it needs no files beside it.
std::string immutableUri(const std::filesystem::path &file)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto code = static_cast<unsigned char>(c);
            uri += {'%', digits[code >> 4U], digits[code & 15U]};
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

} // namespace

std::string Connection::now() const
{
    namespace chrono = std::chrono;
    const auto since = chrono::floor<chrono::milliseconds>(options.clock().time_since_epoch());
    const auto second = chrono::floor<chrono::seconds>(since);
    const std::time_t whole = static_cast<std::time_t>(second.count());
    std::tm utc{};
    gmtime_r(&whole, &utc);
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", utc.tm_year + 1900, utc.tm_mon + 1,
                  utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, static_cast<int>((since - second).count()));
    return text.data();
}

std::string Connection::name() const
{
    return "the store \"" + file.string() + "\"";
}

SQLite::Statement Connection::statement(const std::string &sql, const std::vector<Value> &values) const
{
    SQLite::Statement prepared(database, sql);
    for (std::size_t i = 0; i < values.size(); ++i) {
        bind(prepared, static_cast<int>(i + 1), values[i]);
    }
    return prepared;
}

std::vector<Row> Connection::rows(const std::string &sql, const std::vector<Value> &values) const
{
    SQLite::Statement query = statement(sql, values);
    std::vector<Row> found;
    while (query.executeStep()) {
        found.push_back(readRow(query));
    }
    return found;
}

std::optional<Row> Connection::row(std::string_view table, RecordId id) const
{
    auto found = rows("SELECT * FROM " + sqlName(table) + " WHERE id = ?", {id});
    return found.empty() ? std::nullopt : std::optional<Row>(std::move(found.front()));
}

SQLite::Database openUntouched(const std::filesystem::path &file, int timeout_ms)
{
    std::error_code ignored;
    const bool inUse = std::filesystem::exists(file.string() + "-wal", ignored);
    return inUse ? SQLite::Database(file.string(), SQLite::OPEN_READONLY, timeout_ms)
                 : SQLite::Database(immutableUri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI, timeout_ms);
}

} // namespace tgc::db

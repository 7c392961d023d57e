// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "analysis/core/source.h"
#include "db/records.h"

/// A row of any table as plain values: the small layer between records and SQLite. Private to the room.
namespace tgc::db {

struct Blob {
    std::string bytes;
    bool operator==(const Blob &) const = default;
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// Column name to value, in the order of the names (the digest is taken in this order).
using Row = std::map<std::string, Value, std::less<>>;

/// The row a statement stands on.
[[nodiscard]] Row readRow(SQLite::Statement &statement);
void bind(SQLite::Statement &statement, int index, const Value &value);

/// `"name"`: names such as `group` are SQL words.
[[nodiscard]] std::string sqlName(std::string_view name);

/// SHA-256 over table, column names and values; docs/store.md gives the exact bytes. NULL columns are left out, so a
/// column that a later schema adds does not change the digest of older rows.
[[nodiscard]] std::string digest(std::string_view table, const Row &row);

/// JSON object of the row's values, NULL included; for the trail's old and new values.
[[nodiscard]] std::string toJson(const Row &row);

/// Text of a JSON value; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string jsonText(const nlohmann::json &value);

// Record fields to values and back. An empty text is stored as NULL.
[[nodiscard]] Value textOrNull(const std::string &text);
template <class T>
[[nodiscard]] Value valueOf(const std::optional<T> &field)
{
    return field ? Value(*field) : Value();
}
[[nodiscard]] std::string textOf(const Row &row, std::string_view column);
[[nodiscard]] std::optional<std::string> optionalText(const Row &row, std::string_view column);
[[nodiscard]] std::int64_t integerOf(const Row &row, std::string_view column);
[[nodiscard]] std::optional<std::int64_t> optionalInteger(const Row &row, std::string_view column);
[[nodiscard]] std::optional<double> optionalReal(const Row &row, std::string_view column);
[[nodiscard]] Source sourceOf(const Row &row);
[[nodiscard]] std::optional<Withdrawal> withdrawalOf(const Row &row);

} // namespace tgc::db

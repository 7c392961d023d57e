// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/row.h"

#include <bit>
#include <nlohmann/json.hpp>

#include "db/sha256.h"

namespace tgc::db {

namespace {

std::string hexBits(double value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto bits = std::bit_cast<std::uint64_t>(value);
    std::string text(16, '0');
    for (unsigned i = 0; i < 16; ++i) {
        text[15 - i] = digits[(bits >> (4 * i)) & 0xFU];
    }
    return text;
}

template <class T>
std::optional<T> get(const Row &row, std::string_view column)
{
    const auto found = row.find(column);
    if (found == row.end()) {
        return std::nullopt;
    }
    const T *value = std::get_if<T>(&found->second);
    return value ? std::optional<T>(*value) : std::nullopt;
}

} // namespace

Row readRow(SQLite::Statement &statement)
{
    Row row;
    for (int i = 0; i < statement.getColumnCount(); ++i) {
        const SQLite::Column column = statement.getColumn(i);
        Value value;
        if (column.isInteger()) {
            value = column.getInt64();
        } else if (column.isFloat()) {
            value = column.getDouble();
        } else if (column.isText()) {
            value = column.getString();
        } else if (column.isBlob()) {
            value = Blob{column.getString()};
        }
        row.emplace(statement.getColumnName(i), std::move(value));
    }
    return row;
}

void bind(SQLite::Statement &statement, int index, const Value &value)
{
    if (const auto *integer = std::get_if<std::int64_t>(&value)) {
        statement.bind(index, *integer);
    } else if (const auto *real = std::get_if<double>(&value)) {
        statement.bind(index, *real);
    } else if (const auto *text = std::get_if<std::string>(&value)) {
        statement.bind(index, *text);
    } else if (const auto *blob = std::get_if<Blob>(&value)) {
        statement.bind(index, blob->bytes.data(), static_cast<int>(blob->bytes.size()));
    } else {
        statement.bind(index);
    }
}

std::string sqlName(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

std::string digest(std::string_view table, const Row &row)
{
    std::string bytes(table);
    bytes += '\n';
    const auto append = [&bytes](const std::string &name, char type, const std::string &value) {
        bytes += name + "=" + type + std::to_string(value.size()) + ":" + value + "\n";
    };
    for (const auto &[name, value] : row) {
        if (const auto *integer = std::get_if<std::int64_t>(&value)) {
            append(name, 'i', std::to_string(*integer));
        } else if (const auto *real = std::get_if<double>(&value)) {
            append(name, 'r', hexBits(*real));
        } else if (const auto *text = std::get_if<std::string>(&value)) {
            append(name, 't', *text);
        } else if (const auto *blob = std::get_if<Blob>(&value)) {
            append(name, 'b', blob->bytes);
        }
    }
    return sha256Hex(bytes);
}

std::string toJson(const Row &row)
{
    nlohmann::json object = nlohmann::json::object();
    for (const auto &[name, value] : row) {
        if (const auto *integer = std::get_if<std::int64_t>(&value)) {
            object[name] = *integer;
        } else if (const auto *real = std::get_if<double>(&value)) {
            object[name] = *real;
        } else if (const auto *text = std::get_if<std::string>(&value)) {
            object[name] = *text;
        } else {
            object[name] = nullptr;
        }
    }
    return jsonText(object);
}

std::string jsonText(const nlohmann::json &value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Value textOrNull(const std::string &text)
{
    return text.empty() ? Value() : Value(text);
}

std::string textOf(const Row &row, std::string_view column)
{
    return get<std::string>(row, column).value_or(std::string());
}

std::optional<std::string> optionalText(const Row &row, std::string_view column)
{
    return get<std::string>(row, column);
}

std::int64_t integerOf(const Row &row, std::string_view column)
{
    return get<std::int64_t>(row, column).value_or(0);
}

std::optional<std::int64_t> optionalInteger(const Row &row, std::string_view column)
{
    return get<std::int64_t>(row, column);
}

std::optional<double> optionalReal(const Row &row, std::string_view column)
{
    return get<double>(row, column);
}

Source sourceOf(const Row &row)
{
    return sourceFromString(textOf(row, "source")).value_or(Source::Typed);
}

std::optional<Withdrawal> withdrawalOf(const Row &row)
{
    const auto at = optionalText(row, "withdrawn_at");
    return at ? std::optional<Withdrawal>(Withdrawal{*at, textOf(row, "withdrawn_reason")}) : std::nullopt;
}

} // namespace tgc::db

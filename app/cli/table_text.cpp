// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "analysis/core/decimal.h"
#include "app/cli/json_object.h"
#include "app/formats/write_csv.h"

namespace tgc::cli {

namespace {

/// Columns are counted in characters, not bytes: UTF-8 continuation bytes take no room.
std::size_t widthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Six significant digits; whole numbers keep all of theirs.
std::string rounded(const formats::OutCell &cell)
{
    if (!cell.isNumber || cell.text.find_first_of(".e") == std::string::npos) {
        return cell.text;
    }
    const auto value = parseDotDecimal(cell.text);
    if (!value) {
        return cell.text;
    }
    std::array<char, 32> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), *value, std::chars_format::general, 6).ptr;
    return {buffer.data(), end};
}

std::string toTable(const formats::OutTable &table)
{
    std::vector<std::vector<std::string>> shown;
    std::vector<std::size_t> widths;
    for (const std::string &name : table.columns) {
        widths.push_back(widthOf(name));
    }
    for (const auto &row : table.rows) {
        auto &texts = shown.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            texts.push_back(rounded(row[i]));
            widths[i] = std::max(widths[i], widthOf(texts.back()));
        }
    }
    std::string out;
    const auto put = [&](std::size_t column, const std::string &text, bool right) {
        const std::string padding(widths[column] - widthOf(text), ' ');
        const bool last = column + 1 == table.columns.size();
        out += right ? padding + text : text + (last ? std::string() : padding);
        out += last ? "\n" : "  ";
    };
    std::vector<bool> numeric(table.columns.size(), false);
    for (const auto &row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            numeric[i] = numeric[i] || row[i].isNumber;
        }
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        put(i, table.columns[i], numeric[i]);
    }
    for (const auto &texts : shown) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            put(i, texts[i], numeric[i]);
        }
    }
    return out;
}

std::string toJson(const formats::OutTable &table)
{
    std::string out;
    for (const auto &row : table.rows) {
        JsonObject object;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const formats::OutCell &cell = row[i];
            object.raw(table.columns[i], cell.text.empty() ? "null" : cell.isNumber ? cell.text : jsonText(cell.text));
        }
        out += object.str() + "\n";
    }
    return out;
}

} // namespace

std::string toText(const formats::OutTable &table, Format format)
{
    switch (format) {
    case Format::Table: return toTable(table);
    case Format::Csv: return formats::csvDocument(table);
    case Format::Json: return toJson(table);
    }
    return {};
}

} // namespace tgc::cli

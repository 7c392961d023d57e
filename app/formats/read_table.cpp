// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/read_table.h"

#include <algorithm>
#include <array>

#include "analysis/core/decimal.h"
#include "app/formats/csv_records.h"
#include "app/formats/decimal_signs.h"
#include "app/formats/file_bytes.h"
#include "app/formats/line_reader.h"
#include "app/formats/location.h"
#include "app/formats/text_decode.h"

namespace tgc::formats {

namespace {

constexpr std::array wordColumns = {"sample_id", "group",      "blank_group", "notes",       "name",     "event",
                                    "trace",     "morphology", "electrolyte", "sealed_at",   "dosed_at", "kind",
                                    "method",    "cell_type",  "analyte",     "injected_at", "titrant",  "sampling",
                                    "level",     "target",     "instrument"};

bool isEmpty(const CsvRecord &record)
{
    return std::all_of(record.cells.begin(), record.cells.end(), [](const auto &cell) { return cell.empty(); });
}

/// The one separator the header line uses outside quotes; a comma where it uses none.
Result<char> separatorOf(std::string_view header, std::size_t line, const std::string &origin)
{
    bool quotes = false;
    bool comma = false;
    bool semicolon = false;
    bool tab = false;
    for (const char c : header) {
        quotes = quotes != (c == '"');
        comma = comma || (!quotes && c == ',');
        semicolon = semicolon || (!quotes && c == ';');
        tab = tab || (!quotes && c == '\t');
    }
    if (int{comma} + int{semicolon} + int{tab} > 1) {
        return badLine(origin, line,
                       "the header mixes commas, semicolons or tabs; separate the columns by one of them");
    }
    return tab ? '\t' : semicolon ? ';' : ',';
}

Result<void> checkHeader(CsvRecord &header, const std::string &origin)
{
    while (!header.cells.empty() && header.cells.back().empty()) {
        header.cells.pop_back();
    }
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const std::string &name = header.cells[i];
        if (name.empty()) {
            return badLine(origin, header.line, "column " + std::to_string(i + 1) + " has no name");
        }
        if (parseDecimal(name)) {
            return badLine(origin, header.line,
                           "the first line must name the columns, and " + excerpt(name) + " is a number");
        }
        if (std::find(header.cells.begin(), header.cells.begin() + static_cast<std::ptrdiff_t>(i), name) !=
            header.cells.begin() + static_cast<std::ptrdiff_t>(i)) {
            return badLine(origin, header.line, "column " + excerpt(name) + " is there twice");
        }
    }
    return {};
}

/// Takes off the guard our writer puts before text that a spreadsheet would run as a formula.
void unguard(std::string &cell)
{
    if (cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos) {
        cell.erase(0, 1);
    }
}

Result<void> addRow(TextTable &table, CsvRecord record, DecimalSigns &signs)
{
    const std::size_t columns = table.columns.size();
    while (record.cells.size() > columns && record.cells.back().empty()) {
        record.cells.pop_back();
    }
    if (record.cells.size() != columns) {
        return badLine(table.origin, record.line,
                       "has " + std::to_string(record.cells.size()) + " cells where the header names " +
                           std::to_string(columns) + " columns");
    }
    for (std::size_t i = 0; i < columns; ++i) {
        if (!isTextColumn(table.columns[i])) {
            auto cell = signs.canonical(record.cells[i], record.line);
            if (!cell) {
                return fail(cell.error());
            }
            record.cells[i] = std::move(*cell);
        }
        unguard(record.cells[i]);
    }
    table.rows.push_back({record.line, std::move(record.cells)});
    return {};
}

} // namespace

bool isTextColumn(std::string_view name)
{
    return std::find(wordColumns.begin(), wordColumns.end(), name) != wordColumns.end();
}

Result<TextTable> parseTable(std::string_view bytes, const std::string &origin)
{
    auto text = decodeStrict(bytes, origin);
    if (!text) {
        return fail(text.error());
    }
    LineReader lines(text->utf8);
    std::string_view first;
    while (lines.next()) {
        first = trimmed(lines.line());
        if (!first.empty() && first.front() != '#') {
            break;
        }
        first = {};
    }
    if (first.empty()) {
        return badFile(origin, "is empty; a header line with the column names is needed");
    }
    const auto separator = separatorOf(lines.line(), lines.number(), origin);
    if (!separator) {
        return fail(separator.error());
    }
    auto records = splitRecords(text->utf8, *separator, origin);
    if (!records) {
        return fail(records.error());
    }
    if (auto good = checkHeader(records->front(), origin); !good) {
        return fail(good.error());
    }
    TextTable table{origin, std::move(records->front().cells), {}, *separator, {}};
    DecimalSigns signs(origin, *separator);
    for (auto record = records->begin() + 1; record != records->end(); ++record) {
        if (isEmpty(*record)) {
            continue; // spreadsheets export emptied rows as separators only
        }
        if (auto added = addRow(table, std::move(*record), signs); !added) {
            return fail(added.error());
        }
    }
    if (auto clear = signs.finish(); !clear) {
        return fail(clear.error());
    }
    table.decimalCommas = signs.commaNumber();
    return table;
}

Result<TextTable> readTable(const std::filesystem::path &file)
{
    auto bytes = readFileBytes(file);
    if (!bytes) {
        return fail(bytes.error());
    }
    return parseTable(*bytes, file.string());
}

} // namespace tgc::formats

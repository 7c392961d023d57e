// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/csv_records.h"

#include "app/formats/line_reader.h"
#include "app/formats/location.h"
#include "app/formats/read_table.h"

namespace tgc::formats {

namespace {

constexpr std::string_view openQuote = "a quote opens here and never closes";

/// Reads one cell that begins with a quote, from `pos` just after it; `line` counts line ends inside the quotes.
Result<std::string> quotedCell(std::string_view text, std::size_t &pos, std::size_t &line, const std::string &origin)
{
    const std::size_t firstLine = line;
    std::string cell;
    while (pos < text.size()) {
        const char c = text[pos++];
        if (c != '"') {
            cell += c;
            line += c == '\n' ? 1 : 0;
            if (cell.size() > maxLineBytes) {
                return badLine(origin, firstLine, std::string(openQuote));
            }
        } else if (pos < text.size() && text[pos] == '"') {
            cell += '"';
            ++pos;
        } else {
            return cell;
        }
    }
    return badLine(origin, firstLine, std::string(openQuote));
}

/// Reads the record that begins at `pos` and leaves `pos` after its line end.
Result<CsvRecord> readRecord(std::string_view text, std::size_t &pos, std::size_t &line, char separator,
                             const std::string &origin)
{
    CsvRecord record{line, {}};
    while (true) {
        while (pos < text.size() && text[pos] == ' ') {
            ++pos;
        }
        if (pos < text.size() && text[pos] == '"') {
            auto cell = quotedCell(text, ++pos, line, origin);
            if (!cell) {
                return fail(cell.error());
            }
            record.cells.push_back(std::move(*cell));
        } else {
            const auto end = std::min(text.find_first_of(std::string{separator, '\n'}, pos), text.size());
            record.cells.emplace_back(trimmed(text.substr(pos, end - pos)));
            pos = end;
        }
        while (pos < text.size() && (text[pos] == ' ' || text[pos] == '\r') && text[pos] != separator) {
            ++pos;
        }
        if (pos >= text.size()) {
            return record;
        }
        if (text[pos] == '\n') {
            ++pos;
            ++line;
            return record;
        }
        if (text[pos] != separator) {
            return badLine(origin, line,
                           "there is text after a closing quote; double a quote that belongs to the text");
        }
        ++pos;
    }
}

} // namespace

Result<std::vector<CsvRecord>> splitRecords(std::string_view text, char separator, const std::string &origin)
{
    std::vector<CsvRecord> records;
    std::size_t pos = 0;
    std::size_t line = 1;
    while (pos < text.size()) {
        const auto end = std::min(text.find('\n', pos), text.size());
        if (end - pos > maxLineBytes) {
            return badLine(origin, line, "is longer than " + std::to_string(maxLineBytes) + " bytes: not a table");
        }
        const std::string_view whole = trimmed(text.substr(pos, end - pos));
        if (whole.empty() || whole.front() == '#') {
            pos = end + 1;
            ++line;
            continue;
        }
        auto record = readRecord(text, pos, line, separator, origin);
        if (!record) {
            return fail(record.error());
        }
        records.push_back(std::move(*record));
    }
    return records;
}

} // namespace tgc::formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/write_csv.h"

#include "app/formats/atomic_file.h"

namespace tgc::formats {

std::string csvCell(const OutCell &cell)
{
    if (cell.isNumber || cell.text.empty()) {
        return cell.text;
    }
    std::string text = cell.text;
    if (std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    // `#` is quoted so that a first cell is not taken for a comment, blanks so that a reader keeps them.
    const bool plain = text.find_first_of(",;\t\"\r\n") == std::string::npos && text.front() != '#' &&
                       text.front() != ' ' && text.back() != ' ';
    if (plain) {
        return text;
    }
    std::string quotedText = "\"";
    for (const char c : text) {
        quotedText += c;
        if (c == '"') {
            quotedText += '"';
        }
    }
    return quotedText + '"';
}

std::string csvLine(const std::vector<OutCell> &cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line.append(i > 0 ? "," : "").append(csvCell(cells[i]));
    }
    return line + '\n';
}

std::string csvDocument(const OutTable &table)
{
    std::string text;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        text.append(i > 0 ? "," : "").append(csvCell(textCell(table.columns[i])));
    }
    text += '\n';
    for (const auto &row : table.rows) {
        text += csvLine(row);
    }
    return text;
}

Result<void> writeCsv(const std::filesystem::path &target, const OutTable &table)
{
    return writeFile(target, csvDocument(table));
}

} // namespace tgc::formats

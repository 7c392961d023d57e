// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/cycler_headings.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/formats/line_reader.h"
#include "app/formats/text_decode.h"

namespace tgc::formats {

namespace {

constexpr std::size_t linesLookedAt = 500;
constexpr std::size_t bytesLookedAt = std::size_t{1} << 20;

std::vector<std::string> cellsOf(std::string_view line, char separator)
{
    std::vector<std::string> cells;
    while (true) {
        const auto end = std::min(line.find(separator), line.size());
        cells.emplace_back(trimmed(line.substr(0, end)));
        if (end == line.size()) {
            break;
        }
        line.remove_prefix(end + 1);
    }
    while (!cells.empty() && cells.back().empty()) {
        cells.pop_back();
    }
    return cells;
}

/// Numbers, times of day and dates alike begin so; a heading does not.
bool beginsLikeANumber(const std::string &cell)
{
    const auto digit = [&](std::size_t i) {
        return i < cell.size() && std::isdigit(static_cast<unsigned char>(cell[i])) != 0;
    };
    const bool sign = !cell.empty() && (cell.front() == '-' || cell.front() == '+' || cell.front() == '.');
    return digit(0) || (sign && digit(1));
}

std::size_t numbersIn(const std::vector<std::string> &cells)
{
    return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), beginsLikeANumber));
}

std::vector<std::string> headingsParted(std::string_view utf8, char separator)
{
    std::vector<std::string> above;
    for (LineReader lines(utf8); lines.number() < linesLookedAt && lines.next();) {
        auto cells = cellsOf(lines.line(), separator);
        // Cells may be empty at the end of a row, so a row may be shorter than its heading.
        const bool fits = cells.size() >= 2 && cells.size() <= above.size() && numbersIn(above) == 0;
        if (fits && 2 * numbersIn(cells) >= cells.size()) {
            return above;
        }
        if (!cells.empty()) {
            above = std::move(cells);
        }
    }
    return {};
}

} // namespace

std::vector<std::string> tableHeadings(std::string_view bytes)
{
    const auto text = decodeVendor(bytes.substr(0, bytesLookedAt), "");
    std::vector<std::string> best;
    if (!text) {
        return best;
    }
    for (const char separator : std::array{',', ';', '\t'}) {
        auto headings = headingsParted(text->utf8, separator);
        if (headings.size() > best.size()) {
            best = std::move(headings);
        }
    }
    return best;
}

} // namespace tgc::formats

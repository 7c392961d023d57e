// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/cycler_neware_nested.h"

#include <algorithm>

#include "app/formats/line_reader.h"

namespace tgc::formats {

namespace {

constexpr std::string_view recordIndent = ",,";

/// The cell at `index`, from 0; empty beyond the last.
std::string_view cellAt(std::string_view line, std::size_t index)
{
    for (std::size_t i = 0; i < index; ++i) {
        const auto comma = line.find(',');
        if (comma == std::string_view::npos) {
            return {};
        }
        line.remove_prefix(comma + 1);
    }
    return trimmed(line.substr(0, line.find(',')));
}

std::size_t cellCount(std::string_view line)
{
    return static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')) + 1;
}

} // namespace

bool isNestedNeware(std::string_view utf8)
{
    LineReader lines(utf8);
    if (!lines.next() || !lines.line().starts_with("Cycle I")) {
        return false;
    }
    if (!lines.next() || !lines.line().starts_with(",Step I")) {
        return false;
    }
    return lines.next() && lines.line().starts_with(recordIndent);
}

FlatNeware flattenNestedNeware(std::string_view utf8)
{
    FlatNeware flat;
    std::size_t cycleCells = 0;
    std::string cycle;
    std::string step;
    LineReader lines(utf8);
    while (lines.next()) {
        const std::string_view line = lines.line();
        if (lines.number() == 1) {
            cycleCells = cellCount(line);
        } else if (lines.number() == 3) {
            flat.utf8.append("Cycle Index,Step Index,").append(line.substr(recordIndent.size()));
        } else if (line.starts_with(recordIndent)) {
            flat.utf8.append(cycle).append(",").append(step).append(",").append(line.substr(recordIndent.size()));
        } else if (line.starts_with(',')) {
            step = cellAt(line, 1);
        } else if (lines.number() > 3 && !line.empty()) {
            cycle = cellAt(line, 0);
            if (const auto merged = cellAt(line, cycleCells); !merged.empty()) {
                step = merged;
                flat.mergedLines.push_back(lines.number());
            }
        }
        if (lines.terminated()) {
            flat.utf8 += '\n';
        }
    }
    return flat;
}

} // namespace tgc::formats

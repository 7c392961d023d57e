// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/decimal.h"

namespace tgc::formats {

/// A cell to be written: its text, and whether that text is a number.
struct OutCell {
    std::string text;
    bool isNumber = false;
};

[[nodiscard]] inline OutCell textCell(std::string text)
{
    return {std::move(text), false};
}
/// Shortest digits; empty where the value is not determined (or not finite: shortest() gives nothing then).
[[nodiscard]] inline OutCell numberCell(std::optional<double> value)
{
    return {value ? shortest(*value) : std::string{}, true};
}

/// A table to be written: names that carry units, and rows of as many cells.
struct OutTable {
    std::string name; ///< the sheet's name in a workbook
    std::vector<std::string> columns;
    std::vector<std::vector<OutCell>> rows;
};

} // namespace tgc::formats

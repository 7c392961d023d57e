// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/quantification/breakdown.h"

namespace tgc::formats {

/// One column of the breakdown as it is written everywhere (CSV, XLSX, JSON): its name carries its unit.
struct BreakdownCell {
    std::string column;
    std::string text;       ///< shortest digits, or words; empty when not determined
    bool isNumber = false;
};

/// The contract's columns in their order, with the Monte Carlo ones at the end when the row has them.
[[nodiscard]] std::vector<BreakdownCell> breakdownCells(const Breakdown &row);

} // namespace tgc::formats

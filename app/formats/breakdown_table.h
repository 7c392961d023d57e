// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/quantification/breakdown.h"
#include "app/formats/out_table.h"

namespace tgc::formats {

/// One column of the breakdown as it is written everywhere (CSV, XLSX, JSON, screen): its name carries its unit.
struct BreakdownCell {
    std::string column;
    std::string text;       ///< shortest digits, or words; empty when not determined
    bool isNumber = false;
};

/// The contract's columns in their order (docs/cli.md). `analyte` only where it is not Li, the Monte Carlo columns only
/// where trials were made.
[[nodiscard]] std::vector<BreakdownCell> breakdownCells(const Breakdown &row);

/// The rows as one table: every column that any of them has, empty where a row has it not.
[[nodiscard]] OutTable breakdownTable(std::span<const Breakdown> rows);

} // namespace tgc::formats

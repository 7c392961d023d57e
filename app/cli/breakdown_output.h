// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/quantification/breakdown.h"
#include "app/formats/out_table.h"

namespace tgc::cli {

/// The inactive-Li breakdown, a row a sample, under the contract's column names.
[[nodiscard]] formats::OutTable breakdownTable(const std::vector<Breakdown> &rows);
/// One row as JSON, with `budget`: the share of variance of every input.
[[nodiscard]] std::string breakdownJson(const Breakdown &row);

} // namespace tgc::cli

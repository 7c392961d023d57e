// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/quantification/breakdown.h"

namespace tgc::formats {

/// One row as JSON: the columns of `breakdownCells`, null where not determined, and `budget`: the share of variance of
/// every input.
[[nodiscard]] std::string breakdownJson(const Breakdown &row);

} // namespace tgc::formats

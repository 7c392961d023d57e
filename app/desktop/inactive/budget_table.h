// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

#include "analysis/quantification/breakdown.h"
#include "app/desktop/inactive/compare_tables.h"

namespace tgc::desktop {

/// Shares of the variance by input, the largest of Li metal first, with bars; the last row is the sum, 100 %. SEI's column
/// is empty without SEI.
[[nodiscard]] ShownTable budgetTable(const Breakdown &row, const QPalette &palette);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/quantification/charge_balance.h"
#include "app/formats/table_row.h"

namespace tgc::session {

/// The columns of a table of samples that tell of the cell and its charges, apart from the foil (its charge depends on the
/// metal). BadInput names file, line and column: an offset without a time, a symmetric cell.
[[nodiscard]] Result<void> readCharges(const formats::TableRow &row, ChargeRecord &charges);

/// BadInput: one of plated and stripped charge stands alone. Before the vial is drawn from, the plated one may.
[[nodiscard]] Result<void> checkHalfCycles(const formats::TableRow &row, const ChargeRecord &charges);

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/calibration/read_amount.h"
#include "app/formats/out_table.h"

namespace tgc::cli {

/// The standards with what the curve makes of them.
[[nodiscard]] formats::OutTable calibrationPoints(const Calibration &curve);
/// The curve in a row: coefficients with their standard errors, scatter, limits.
[[nodiscard]] formats::OutTable calibrationSummary(const Calibration &curve);
/// The standards with the curve's figures repeated in every row: one table that holds the whole calibration.
[[nodiscard]] formats::OutTable calibrationRows(const Calibration &curve);

/// A row an unknown that was read off the curve.
[[nodiscard]] formats::OutTable readAmountsTable(const Calibration &curve, const std::vector<ReadAmount> &reads);

} // namespace tgc::cli

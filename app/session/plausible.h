// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "app/formats/table_row.h"

namespace tgc::session {

/// BadInput where a pressure, temperature or volume of the row cannot be one of its column's unit: a barometer of 101325
/// kPa, a syringe at 298.15 degC. The sentence says what unit it looks like. The bounds are wide (outside air or an open
/// loop 20 to 200 kPa; a vial's gas 2 to 2000 kPa, or none; 20 MPa for a rating; -50 to 200 degC; 100 mL injected): they
/// find a wrong unit, not a wrong reading. Columns that are missing, empty or not known here pass.
[[nodiscard]] Result<void> checkPlausible(const formats::TableRow &row, std::span<const std::string_view> columns);

} // namespace tgc::session

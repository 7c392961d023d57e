// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/formats/out_table.h"
#include "app/session/vial_day.h"

namespace tgc::cli {

/// The board: a row a vial, with its clocks at `now`.
[[nodiscard]] formats::OutTable boardTable(const std::vector<session::StoredVial> &vials, day::TimePoint now);
/// What to do next, a row an act.
[[nodiscard]] formats::OutTable nextTable(const std::vector<session::StoredVial> &vials, day::TimePoint now);
/// The steps of one vial, with their numbers.
[[nodiscard]] formats::OutTable stepsTable(const session::StoredVial &vial);

} // namespace tgc::cli

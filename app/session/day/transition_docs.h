// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tgc::day {

/// The table of transitions as a Markdown table: a row a state, a column a step. For docs/day.md.
[[nodiscard]] std::string transitionTable();

/// Every refusal of the table with its sentence, as a Markdown list.
[[nodiscard]] std::string refusalList();

/// The same table drawn: docs/images/vial-timeline.svg.
[[nodiscard]] std::string transitionPicture();

} // namespace tgc::day

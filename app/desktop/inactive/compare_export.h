// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/inactive/study.h"
#include "app/formats/out_table.h"

namespace tgc::desktop {

/// The compared groups with all digits, in the columns of `tgc compare` and the unit on the screen: a table of the groups
/// and one of their pairs. Groups with a simulated cell are branded. `column`: what makes the groups.
[[nodiscard]] std::vector<formats::OutTable> comparedOut(const Study &study, const QString &column,
                                                         const ComparedValue &value);

/// The practical cell's list and the cycle life of each group, in the columns of `tgc compare --practical`.
[[nodiscard]] formats::OutTable practicalOut(const Study &study, const QString &column);

} // namespace tgc::desktop

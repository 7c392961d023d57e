// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

#include "app/desktop/inactive/study.h"
#include "app/desktop/shell/prepared_table.h"

namespace tgc::desktop {

/// More groups than this are not set against each other: nobody reads some hundred pairs, and chance alone makes a few of
/// them differ.
inline constexpr std::size_t mostGroupsCompared = 20;

/// A table ready to be shown.
struct ShownTable {
    QStringList headers;
    std::vector<PreparedTable::Row> rows;
};

/// A row a group: n, mean, scatter of the cells, interval of the mean, and apart from them the uncertainty of one result.
[[nodiscard]] ShownTable groupTable(const Study &study, const std::vector<StudyGroup> &groups,
                                    const ComparedValue &value);

/// A row a pair: difference with interval, Welch's p, Hedges' g with its interval, and what that means in words. No rows
/// beyond mostGroupsCompared.
[[nodiscard]] ShownTable pairTable(const Study &study, const std::vector<StudyGroup> &groups,
                                   const ComparedValue &value, const QPalette &palette);

/// What to be careful about when reading them: how many pairs, groups of one cell.
[[nodiscard]] QString compareNote(const Study &study, const std::vector<StudyGroup> &groups,
                                  const ComparedValue &value);

/// A column a group: each line of the practical cell's list with its value and whether it is met, and the cycle life.
[[nodiscard]] ShownTable practicalTable(const Study &study, const std::vector<StudyGroup> &groups,
                                        const QPalette &palette);
/// What the cycle life assumes, and where the list is from.
[[nodiscard]] QString practicalNote();

} // namespace tgc::desktop

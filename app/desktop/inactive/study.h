// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <span>
#include <vector>

#include "analysis/quantification/groups.h"
#include "analysis/quantification/practical_cell.h"
#include "app/desktop/inactive/measures.h"
#include "app/words/batch_words.h"

namespace tgc::desktop {

/// The results that are looked at, and what the sheet says of their samples.
struct Study {
    std::vector<Breakdown> rows;
    std::vector<words::BatchFacts> batches; ///< a row: the batch it was measured in
    SampleFacts facts;
    double confidence = 0.95;
};

/// Samples that have the same word or number in one column.
struct StudyGroup {
    QString name;
    std::vector<std::size_t> rows; ///< of the study
};

/// Groups by a column of the sheet, those of a column of numbers in rising order, others in the order of their first
/// sample. Samples without an entry make a group of their own, the last one, "not given".
[[nodiscard]] std::vector<StudyGroup> groupsBy(const Study &study, const QString &column);

/// What a group's cells have of one value; cells without it are left out.
struct GroupNumbers {
    std::vector<double> values;
    std::vector<double> uncertainties; ///< empty unless every value has one
};
[[nodiscard]] GroupNumbers numbersOf(const Study &study, const StudyGroup &group,
                                     std::optional<Measure> (*of)(const Breakdown &, const SampleFacts &));

/// The mean over the group's cells of each condition that anybody wrote down.
[[nodiscard]] CellConditions conditionsOf(const Study &study, const StudyGroup &group);

} // namespace tgc::desktop

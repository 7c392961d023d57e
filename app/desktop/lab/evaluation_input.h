// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "app/desktop/sheet/sheet_model.h"
#include "app/formats/table.h"
#include "app/session/written_time.h"

namespace tgc::desktop {

/// What of the two sheets can be evaluated, as tables, and one sentence for each sample that cannot be yet.
struct EvaluationInput {
    std::vector<formats::TextTable> samples; ///< one table a sample, so that one wrong sample does not hide the others
    std::optional<formats::TextTable> blanks;
    std::optional<formats::TextTable> foils; ///< vials with a known mass of Li
    std::optional<formats::TextTable> checks; ///< check standards: rows of kind `check` of the standards' sheet
    std::vector<session::WrittenTime> injections; ///< of all samples and blanks
    QStringList waiting;
};

[[nodiscard]] EvaluationInput evaluationInput(const SheetModel &samples, const SheetModel &standards);

} // namespace tgc::desktop

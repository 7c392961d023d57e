// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "app/desktop/inactive/study.h"

namespace tgc::desktop {

/// What results on the screen were made with, in words.
struct MadeWords {
    QString calibration; ///< its name; empty where not known
    QString saved;       ///< "version 2, 14:30", "never saved"
};

/// Where a number of the breakdown comes from: its formula, what went in, the curve, the versions. `column` is one of
/// BreakdownModel's. Rich text.
[[nodiscard]] QString whereFrom(const Study &study, std::size_t row, int column, const MadeWords &made);

/// The formula alone, for a tooltip; empty for columns of words.
[[nodiscard]] QString formulaOf(int column);

} // namespace tgc::desktop

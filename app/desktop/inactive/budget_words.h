// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

#include "analysis/quantification/breakdown.h"

namespace tgc::desktop {

/// One sample's result, flags in words, and where its uncertainty comes from, as rich text.
[[nodiscard]] QString budgetInWords(const Breakdown &row, double confidence, const QPalette &palette);

} // namespace tgc::desktop

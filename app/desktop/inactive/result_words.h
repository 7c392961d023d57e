// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

#include "analysis/quantification/breakdown.h"

namespace tgc::desktop {

/// One sample's result with its intervals, and its flags in words, as rich text.
[[nodiscard]] QString resultInWords(const Breakdown &row, double confidence, const QPalette &palette);

} // namespace tgc::desktop

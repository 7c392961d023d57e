// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/sheet/column.h"

namespace tgc::desktop {

/// The columns of STANDARDS.csv. Only one amount column is used in one calibration; the others stay hidden.
[[nodiscard]] SheetColumns standardColumns();

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/sheet/sheet_model.h"
#include "app/session/watch/draw_link.h"

namespace tgc::desktop {

/// Fills the row of a matched injection in the table of samples (or of standards), as one step of undo; a row that is
/// missing is made, drawn as the sample's first one. Cells that hold something stay. Empty: done; else why not.
[[nodiscard]] QString fillDraw(SheetModel &samples, SheetModel &standards, const watch::DrawLink &link);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace tgc::desktop {

/// From then on a cell, or the header of a column, whose text ends in an ellipsis tells the whole of it where the pointer
/// rests, before what its tooltip says.
void tellWhatIsCut(QAbstractItemView &view);

} // namespace tgc::desktop

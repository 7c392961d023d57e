// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QStackedWidget;

namespace tgc::desktop {

/// Only the page in front says how much room is needed, from now on and with every other page: those behind it may need
/// more, and would make the window larger for nothing.
void onlyFrontPageNeedsRoom(QStackedWidget &pages);

} // namespace tgc::desktop

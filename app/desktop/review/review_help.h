// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tgc::desktop {

/// What F1 says of the Review workspace, markdown.
[[nodiscard]] QString reviewHelp();

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "app/desktop/review/shown_run.h"

namespace tgc::desktop {

/// What is to be said of a channel's integration: a wanted peak that is not there and what refused it, by how much;
/// a window that is not set; the warnings. Empty: nothing.
[[nodiscard]] QStringList integrationInWords(const ShownChannel &channel);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "app/desktop/review/shown_run.h"

namespace tgc::desktop {

/// What is to be said of a channel's integration: a wanted peak that is not there and what refused it, by how much;
/// a window that is not set; the warnings. Empty: nothing.
[[nodiscard]] QStringList integrationInWords(const ShownChannel &channel);

/// What is to be said when somebody asks why no peak stands at a time: the peak that does, or what was looked at nearest
/// and which criterion refused it.
[[nodiscard]] QString whyInWords(const ShownChannel &channel, double time_s);

} // namespace tgc::desktop

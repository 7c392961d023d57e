// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tgc::desktop {

/// The same text, in which no line ends between a number and its unit. For what is shown: who compares texts keeps the
/// plain one.
[[nodiscard]] QString keptTogether(QString text);

} // namespace tgc::desktop

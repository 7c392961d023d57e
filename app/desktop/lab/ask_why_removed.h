// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tgc::desktop {

class Lab;
class MessageBar;

/// Asks in the bar why `gone` was removed from a sheet, and withdraws it in the store when that is told; an empty `gone`
/// takes the question back.
void askWhyRemoved(MessageBar &bar, Lab &lab, bool standards, const QString &gone);

} // namespace tgc::desktop

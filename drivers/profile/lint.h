// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drivers/profile/profile.h"

namespace tgc::drivers {

/// What can be wrong between the parts of a profile: names that nothing has, points over each other, groups that do not
/// fit one transaction, commands without limits, a canary that any answer would satisfy, golden vectors that fail.
void lintProfile(CheckedProfile &checked);

} // namespace tgc::drivers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/words/text.h"

namespace tgc::desktop {

using words::qstr;

} // namespace tgc::desktop

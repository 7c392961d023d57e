// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/words/digits.h"

namespace tgc::desktop {

using words::effectSizeText;
using words::notKnown;
using words::probabilityText;
using words::uncertaintyText;
using words::valueText;

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/words/flag_words.h"

namespace tgc::desktop {

using words::flagInWords;
using words::inputInWords;

} // namespace tgc::desktop

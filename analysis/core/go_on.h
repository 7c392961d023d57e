// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace tgc {

/// Asked again and again by work that takes long: false ends it. None: it goes on to its end.
using GoOn = std::function<bool()>;

} // namespace tgc

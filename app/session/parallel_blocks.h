// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "analysis/quantification/trial_blocks.h"

namespace tgc::session {

/// Asked before every block that the caller's own thread makes; false stops them all.
using GoOn = std::function<bool()>;

/// Runs blocks on `threads` threads, the caller's among them; never more threads than blocks.
[[nodiscard]] BlockRunner onThreads(unsigned threads, GoOn goOn = {});

/// On as many threads as the machine has cores.
[[nodiscard]] BlockRunner onAllCores(GoOn goOn = {});

} // namespace tgc::session

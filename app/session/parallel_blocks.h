// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/core/go_on.h"
#include "analysis/quantification/trial_blocks.h"

namespace tgc::session {

/// Runs blocks on `threads` threads, the caller's among them; never more threads than blocks. `goOn` is asked before
/// every block that the caller's own thread makes, and stops them all.
[[nodiscard]] BlockRunner onThreads(unsigned threads, GoOn goOn = {});

/// On as many threads as the machine has cores.
[[nodiscard]] BlockRunner onAllCores(GoOn goOn = {});

} // namespace tgc::session

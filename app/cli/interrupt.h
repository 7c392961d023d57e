// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc::cli {

/// From now on Ctrl-C (and SIGTERM) only raise a flag that commands look at between two pieces of work; a second one
/// ends the program at once. A closed pipe becomes a write error instead of a sudden death.
void catchInterrupts();

[[nodiscard]] bool interrupted();

/// The interruption was the end that this command waits for: it has cut nothing short.
void takeInterrupt();

} // namespace tgc::cli

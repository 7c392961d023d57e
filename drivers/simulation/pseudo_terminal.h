// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/core/error.h"

namespace tgc::simulation {

/// Both ends of a new pseudo-terminal, raw. The device's own end is kept open beside the master: a client that goes does
/// not hang it up. Whoever gets the descriptors closes them.
struct PseudoTerminal {
    int master = -1;
    int slave = -1;
    std::string name; ///< /dev/pts/N
};

[[nodiscard]] Result<PseudoTerminal> openPseudoTerminal();

/// A client that was killed leaves its exclusive mark on the terminal, which would refuse the next one.
void forgetExclusive(const PseudoTerminal &terminal);

} // namespace tgc::simulation

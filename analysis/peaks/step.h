// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc {

/// The baseline's change to another level within a time in which no peak rises (a valve, a pressure, a range).
struct Step {
    double from = 0.0;   ///< s; the signal leaves its level
    double to = 0.0;     ///< s; it has reached the other
    double change = 0.0; ///< signed
    double noise = 0.0;  ///< SD of a difference of such means
};

} // namespace tgc

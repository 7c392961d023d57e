// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/session/day/vial_step.h"

namespace tgc::day {

/// "40 s", "3 min", "1 h 05 min", "2 d 3 h": whole units, rounded down. A negative one is "not known (a clock was set)":
/// no number that looks like a time is made of it.
[[nodiscard]] std::string durationWords(Duration duration);

} // namespace tgc::day

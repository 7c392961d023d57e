// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/session/day/vial_step.h"

namespace tgc::day {

/// A step that a station's queue did to a vial, or a person at its question: to be written into the vial's list.
struct StationStep {
    VialStep step;
    std::string
        sealed_kPa; ///< with which pressure the queue says that the vial was sealed, as typed; empty: not stated
    bool simulated = false; ///< on a bench that is not real
};

} // namespace tgc::day

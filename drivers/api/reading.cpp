// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/api/reading.h"

namespace tgc::drivers {

std::string_view toString(Quality quality)
{
    switch (quality) {
    case Quality::Good: return "good";
    case Quality::Stale: return "stale";
    case Quality::Suspect: return "suspect";
    case Quality::Bad: return "bad";
    case Quality::OutOfRange: return "out-of-range";
    case Quality::Invalid: return "invalid";
    }
    return "bad";
}

} // namespace tgc::drivers

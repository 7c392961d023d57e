// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "app/desktop/plot/live_trace.h"

namespace tgc::desktop {

/// What the big reading shows.
struct SignalFigures {
    double value = 0.0;          ///< mean of the last second
    std::optional<double> noise; ///< of one sample: standard deviation about a straight line through the last 10 s
};

/// Empty: no samples. The noise is left out where the last 10 s are not whole.
[[nodiscard]] std::optional<SignalFigures> signalFigures(const LiveTrace &trace, std::size_t channel);

} // namespace tgc::desktop

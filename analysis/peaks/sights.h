// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/peaks/features.h"
#include "analysis/signal/pyramid.h"

namespace tgc {

/// Extremes of a filter's answer are kept from this many SD of its noise on.
inline constexpr double weakLimit = 4.0;

/// What one scale sees.
struct Sight {
    double width = 0.0; ///< half-height width the filter is tuned to, s
    double step = 0.0;  ///< between the samples it looks at, s
    double noise = 0.0;
    bool quiet = true; ///< at least half of the trace was free to measure the noise on
    double values = 0.0; ///< independent ones its noise was measured on
    std::vector<Feature> extremes; ///< in order of time
};

/// The signal's negative second derivative through filters of every width of the pyramid (or from a third to four times
/// the expected one), narrowest first. `smallestNoise` is the least each is taken to have; `strictness` the share of the usual
/// threshold that is asked for.
[[nodiscard]] std::vector<Sight> look(const Pyramid &pyramid, std::optional<double> expectedWidth, double smallestNoise,
                                      double strictness = 1.0);

} // namespace tgc

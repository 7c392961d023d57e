// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "db/result_records.h"

namespace tgc::desktop {

/// The same peak in two results of one run; empty on the side that does not have it.
struct PeakPair {
    std::optional<db::PeakRecord> before;
    std::optional<db::PeakRecord> after;
};

/// Peaks of the same channel whose apexes lie within half the narrower one's width at half height (or, where that is not
/// known, within its bounds), nearest first, each once; then what only one of the two has. In order of channel and apex.
[[nodiscard]] std::vector<PeakPair> pairPeaks(const std::vector<db::PeakRecord> &before,
                                              const std::vector<db::PeakRecord> &after);

/// (b - a) / |a| in percent; empty where a is 0.
[[nodiscard]] std::optional<double> percentOff(double a, double b);

} // namespace tgc::desktop

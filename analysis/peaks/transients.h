// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tgc {

/// A jump no column can make: the signal leaves its level within a sample or two and comes back (a valve, a spark).
struct Spike {
    std::size_t first = 0; ///< first disturbed sample
    std::size_t last = 0;
    std::size_t top = 0;
    double height = 0.0;     ///< above the level before it, signed
    double riseShare = 0.0;  ///< share of the height reached within `riseSamples`
    int riseSamples = 1;     ///< one or two
    double halfWidth = 0.0;  ///< in samples
};

/// What a valve or a spark lifts at least this far, in noise of one sample, is looked at as a spike.
inline constexpr double spikeLimit = 8.0;

/// Spikes higher than `limit` noise whose front takes at least 60 % of their height in one sample, or 75 % in two while they
/// last five samples and more. (A Gaussian four samples wide at half height rises by 36 % at most.) A jump that does
/// not come back is a step, not a spike, and is left alone. `noise` is that of one sample.
[[nodiscard]] std::vector<Spike> findSpikes(std::span<const double> values, double noise, double limit = spikeLimit);

/// The same signal with every spike replaced by a straight line.
[[nodiscard]] std::vector<double> withoutSpikes(std::span<const double> values, std::span<const Spike> spikes);

} // namespace tgc

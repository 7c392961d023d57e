// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "analysis/peaks/area.h"
#include "analysis/peaks/peak.h"

namespace tgc {

/// Half-height width (s) of the Gaussian with the peak's area and height: noise and neighbours, which spoil a width read
/// off the signal, hardly touch it.
[[nodiscard]] double fitWidth(const Peak &peak);

/// Numbers of the peaks [first, last) that are fitted together, and the stretch they are fitted in.
struct Group {
    std::size_t first = 0;
    std::size_t last = 0;
    double from = 0.0;
    double to = 0.0;
};

/// Peaks that share a bound, or hardly leave a baseline between them, belong together. The stretch reaches into the
/// baseline beside, not into other peaks, and not beyond what was refused as one: a step, a bump.
[[nodiscard]] std::vector<Group> groupsOf(const IntegrationResult &result, const Samples &samples);

/// Two tops nearer to each other than a fit could tell apart are one peak to it: the larger, with the area of both and a
/// warning.
void joinTwins(IntegrationResult &result);

/// The peak before which a group can be parted: the widest distance of apexes, if that is three half-height widths.
[[nodiscard]] std::optional<std::size_t> widestGap(std::span<const Peak> peaks, const Group &group);

} // namespace tgc

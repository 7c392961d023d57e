// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/peaks/features.h"
#include "analysis/peaks/sights.h"

namespace tgc {

/// Widths of the peak whose flank it bends: a narrower bend is ripple.
inline constexpr double narrowestShoulder = 0.22;

/// Adds to `peaks` (in order of time) what bends the flank of a peak and was taken for a part of it at its best scale:
/// each shoulder as the scale that sees it best has it.
void addShoulders(std::vector<Feature> &peaks, const std::vector<Sight> &sights);

} // namespace tgc

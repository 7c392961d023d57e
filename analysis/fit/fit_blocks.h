// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/fit/coloured_noise.h"
#include "analysis/peaks/area.h"

namespace tgc {

/// Means of successive samples of [from, to], each of samples within `length` seconds (one sample where they are as far
/// apart as that); samples in `excluded` stretches (in order of time) are left out. `interval` = usual spacing, s.
[[nodiscard]] std::vector<Block> blocksOf(const Samples &samples, double from, double to, double length,
                                          double interval, std::span<const Span> excluded);

} // namespace tgc

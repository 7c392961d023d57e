// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/peaks/step.h"
#include "analysis/signal/noise.h"
#include "analysis/signal/pyramid.h"

namespace tgc {

/// Steps, in order of time. Looked for at every length L of 16 means: the means over L before and L behind a gap of L/4
/// differ by six times what noise of that length makes of it, and both stretches are level or of one slope to within a tenth of the change. (The
/// flank of a Gaussian takes 2.1 sigma from 10 % up to a top that stays within 10 % for 0.9 sigma: its gap is twice its L.)
/// The lowest fifth of the signal within 10 L either side must change with it: what comes back is a peak with a sharp front.
/// A level without the noise of the other is a detector's rail; a step and its opposite within 3 L are a pulse. Both are left
/// alone.
[[nodiscard]] std::vector<Step> findSteps(const Pyramid &pyramid, const NoiseProfile &noise);

/// The time lies within `width` of a step, and a bump of that height may be what an uncertain change leaves of it.
[[nodiscard]] bool mayBeStep(std::span<const Step> steps, double t, double width, double height);

/// The same signal on one level; across every step the signal beside it, mirrored. `times` as long as `values`.
[[nodiscard]] std::vector<double> withoutSteps(std::span<const double> times, std::span<const double> values,
                                               std::span<const Step> steps);

/// The signal's level at a time by the steps before it, straight across each.
[[nodiscard]] double stepLevel(std::span<const Step> steps, double t);

} // namespace tgc

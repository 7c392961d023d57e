// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "analysis/peaks/peak.h"

namespace tgc {

/// Names peaks by retention window. The largest positive peak with its apex in the window gets the name; another of
/// at least a tenth of its area there makes a warning. Nobody gets it, and a warning says why, when
/// - only negative peaks, or one with a dent in or beside it (flag shape-mismatch), stand in the window: a detector that
///   answers to H2 in helium with both signs measures nothing that adds up;
/// - the largest is below the limit of quantification (area under 10 of its uncertainty) and more than its own
///   half-height width from the expected time: a ripple or a neighbour's bump must not be taken for the target.
void nameTargets(IntegrationResult &result, std::span<const Target> targets);

} // namespace tgc

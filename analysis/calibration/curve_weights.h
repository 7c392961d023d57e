// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/calibration/calibration.h"

namespace tgc {

/// Weights of the used standards, as given by the rule and not normalised. BadInput where the rule has no weight for
/// a standard (zero level with 1/x, no sd for 1/s2 ...), with the reason.
[[nodiscard]] Result<std::vector<double>> weightsOf(std::span<const StandardPoint> standards, CurveWeights rule);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"

namespace tgc {

/// What the curve makes of the mean area of one level, against what was given.
struct LevelReadBack {
    std::string level;
    double given = 0.0; ///< in the curve's unit, above zero
    double found = 0.0;

    [[nodiscard]] double misfit() const { return found / given - 1.0; } ///< relative
};

/// Every used level above zero read back off the curve, from the lowest up. A level whose area has no amount on the curve
/// is left out.
[[nodiscard]] std::vector<LevelReadBack> readBackLevels(const Calibration &curve);

/// One way to draw the curve through the standards, and what came of it.
struct ModelFit {
    CalibrationOptions options;
    Result<Calibration> curve; ///< or why there is none
    std::vector<LevelReadBack> levels; ///< empty without a curve
};

/// The same standards by the usual models side by side, simplest first: a straight line without weights, with 1/x and
/// 1/x2; through the origin; the average response factor; a quadratic without weights and with 1/x2. `asked` (not among
/// them) is added at the end; its `fromMeans` holds for all. Nothing is chosen: a person does that.
[[nodiscard]] std::vector<ModelFit> compareModels(AmountUnit unit, const std::vector<StandardPoint> &standards,
                                                  const CalibrationOptions &asked);

} // namespace tgc

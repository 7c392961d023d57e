// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "analysis/calibration/calibration.h"
#include "analysis/core/error.h"

namespace tgc {

/// The exact interval of an amount read off a straight line (Fieller 1954; analysis.md 2.3). Unlike amount -+ t u it is
/// not symmetric: it knows that the slope is uncertain too.
struct FiellerInterval {
    double low = 0.0; ///< in the curve's unit; below zero where the data say no more
    double high = 0.0;
};

struct FiellerOptions {
    double confidence = 0.95;
    int replicates = 1; ///< areas the mean is made of
    std::optional<double> areaU; ///< of one of them; the curve's own scatter where empty, 0 for a mean response
};

/// From this g on the symmetric interval amount -+ t u is too narrow above and too wide below (analysis.md 2.3).
inline constexpr double slopeUncertainFrom = 0.05;
[[nodiscard]] bool slopeIsUncertain(const Calibration &curve, double confidence = 0.95);

/// g = t^2 u^2(b1) / b1^2 of a straight line; from 1 on the slope is not significant. Empty for a quadratic.
[[nodiscard]] std::optional<double> fiellerG(const Calibration &curve, double confidence = 0.95);

/// All amounts x for which |area - b0 - b1 x| <= t sqrt(s_A^2/m + u^2(b0 + b1 x)), t with the curve's degrees of freedom.
/// NotDetermined for a quadratic, without slope, and where g >= 1: the interval is then not finite.
[[nodiscard]] Result<FiellerInterval> fiellerInterval(const Calibration &curve, double area,
                                                      const FiellerOptions &options = {});

} // namespace tgc

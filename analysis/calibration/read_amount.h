// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"

namespace tgc {

/// An amount read off a curve, with all that may be said of it.
struct ReadAmount {
    double area = 0.0; ///< mean of the replicates
    int replicates = 1;
    double amount = 0.0; ///< in the curve's unit, as are the next ones
    double u = 0.0;
    std::optional<double> low; ///< empty where the slope is not significant: then no interval is finite
    std::optional<double> high;
    bool fieller = false; ///< the interval is Fieller's (straight line), else amount -+ t u
    std::vector<std::string> flags; ///< out-of-range, not-detected, below-loq, slope-uncertain, replicates-disagree
};

/// Reads the mean of replicate areas of one unknown off a curve (Fieller's interval for m replicates, analysis.md 2.3).
/// `not-detected`: below x_C for m injections; `below-loq`: detected, but below `quantifiedFrom` for m injections;
/// `replicates-disagree`: their variance over that of the curve there is rejected by chi-square at 1 %.
/// BadInput without an area; NotDetermined as amountOf.
[[nodiscard]] Result<ReadAmount> readAmount(const Calibration &curve, std::span<const double> areas,
                                            double confidence = 0.95);

} // namespace tgc

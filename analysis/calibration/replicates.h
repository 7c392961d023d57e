// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/calibration/calibration.h"

namespace tgc {

/// Largest relative standard deviation of one amount's injections that passes, where nobody says otherwise.
inline constexpr double replicateRsdLimit = 0.05;

/// How well the injections of one amount agree.
struct ReplicateScatter {
    double amount = 0.0; ///< in the curve's unit
    int count = 0;
    double rsd = 0.0; ///< of area over amount: s / |mean|
    bool passed = true;
};

/// One entry a standard: that of its amount. Empty for those not used, for an amount injected once, and at zero, where
/// a relative scatter says nothing.
[[nodiscard]] std::vector<std::optional<ReplicateScatter>> replicateScatter(std::span<const StandardPoint> standards,
                                                                            double rsdLimit = replicateRsdLimit);

} // namespace tgc

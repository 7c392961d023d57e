// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "analysis/calibration/check_standards.h"
#include "analysis/core/units.h"

namespace tgc {

/// What the check standards of a batch say together.
struct ChecksSummary {
    int passed = 0;
    int warned = 0;
    int failed = 0;
    CheckVerdict verdict = CheckVerdict::Passed;      ///< the worst of them
    std::optional<Estimate<double>> recovery;         ///< mean, u without the calibration's own share
    std::optional<double> largestDrift;               ///< signed: from one check to the next
    std::optional<ReplicateScatter> worstReplicates;  ///< empty: none was injected more than once
};

/// `results` and `replicates`: an entry a check standard, empty for those that are not used or have no replicates.
[[nodiscard]] ChecksSummary summariseChecks(std::span<const std::optional<CheckResult>> results,
                                            std::span<const std::optional<ReplicateScatter>> replicates,
                                            std::optional<Estimate<double>> recovery);

/// The set of replicates that scatters most; empty where there is none.
[[nodiscard]] std::optional<ReplicateScatter>
worstReplicates(std::span<const std::optional<ReplicateScatter>> replicates);

} // namespace tgc

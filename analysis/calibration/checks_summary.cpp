// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/checks_summary.h"

#include <algorithm>
#include <cmath>

namespace tgc {

std::optional<ReplicateScatter> worstReplicates(std::span<const std::optional<ReplicateScatter>> replicates)
{
    std::optional<ReplicateScatter> worst;
    for (const auto &scatter : replicates) {
        if (scatter && (!worst || scatter->rsd > worst->rsd)) {
            worst = scatter;
        }
    }
    return worst;
}

ChecksSummary summariseChecks(std::span<const std::optional<CheckResult>> results,
                              std::span<const std::optional<ReplicateScatter>> replicates,
                              std::optional<Estimate<double>> recovery)
{
    ChecksSummary summary;
    summary.recovery = recovery;
    summary.worstReplicates = worstReplicates(replicates);
    for (const auto &result : results) {
        if (!result) {
            continue;
        }
        switch (result->verdict) {
        case CheckVerdict::Passed: ++summary.passed; break;
        case CheckVerdict::Warning: ++summary.warned; break;
        case CheckVerdict::Failed: ++summary.failed; break;
        }
        summary.verdict = std::max(summary.verdict, result->verdict);
        if (result->drift && std::abs(*result->drift) > std::abs(summary.largestDrift.value_or(0.0))) {
            summary.largestDrift = result->drift;
        }
    }
    return summary;
}

} // namespace tgc

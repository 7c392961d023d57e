// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/check_standards.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc {

std::string_view toString(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Passed: return "passed";
    case CheckVerdict::Warning: return "warning";
    case CheckVerdict::Failed: return "failed";
    }
    return "failed";
}

Result<InversePrediction> amountOfCheck(const Calibration &curve, const StandardPoint &check)
{
    if (!(check.amount > 0.0)) {
        return fail(ErrorCode::BadInput, "a check standard needs an amount above zero, not " + shortest(check.amount));
    }
    return amountOf(curve, check.area);
}

Result<std::vector<CheckResult>> checkStandards(const Calibration &curve, std::span<const StandardPoint> checks,
                                                const CheckOptions &options)
{
    std::vector<CheckResult> results;
    std::vector<double> recoveries;
    for (const StandardPoint &check : checks) {
        const auto found = amountOfCheck(curve, check);
        if (!found) {
            return fail(found.error());
        }
        CheckResult result;
        result.found = found->amount;
        result.foundU = found->u;
        result.recovery = found->amount / check.amount;
        result.recoveryU = std::hypot(found->u / check.amount, result.recovery * check.amountU / check.amount);
        result.outOfRange = check.amount < curve.rangeLow || check.amount > curve.rangeHigh;
        if (!recoveries.empty() && recoveries.back() != 0.0) {
            result.drift = result.recovery / recoveries.back() - 1.0;
        }
        recoveries.push_back(result.recovery);
        results.push_back(std::move(result));
    }
    if (const auto limits = controlLimits(recoveries)) {
        auto findings = controlFindings(recoveries, *limits);
        for (std::size_t i = 0; i < results.size(); ++i) {
            results[i].rules = std::move(findings[i]);
        }
    }
    for (CheckResult &result : results) {
        const bool failed = std::abs(result.recovery - 1.0) > options.recoveryLimit ||
                            std::abs(result.drift.value_or(0.0)) > options.driftLimit ||
                            std::any_of(result.rules.begin(), result.rules.end(), rejects);
        const bool warned = result.outOfRange || !result.rules.empty();
        result.verdict = failed ? CheckVerdict::Failed : warned ? CheckVerdict::Warning : CheckVerdict::Passed;
    }
    return results;
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/control_chart.h"
#include "analysis/calibration/replicates.h"
#include "analysis/core/error.h"

namespace tgc {

struct CheckOptions {
    double recoveryLimit = 0.05; ///< |recovery - 1| above it fails
    double driftLimit = 0.05;    ///< |change of response since the check before| above it fails
    double rsdLimit = replicateRsdLimit; ///< relative scatter of one level's injections above it fails
};

enum class CheckVerdict { Passed, Warning, Failed };
[[nodiscard]] std::string_view toString(CheckVerdict verdict); ///< passed | warning | failed

/// What a check standard says of the curve.
struct CheckResult {
    double found = 0.0;            ///< amount read off the curve, in its unit
    double foundU = 0.0;           ///< of one injection, curve and certificate included
    double recovery = 0.0;         ///< found / stated
    double recoveryU = 0.0;        ///< with the check standard's own certificate
    std::optional<double> drift;   ///< change of the recovery since the check before
    bool outOfRange = false;       ///< stated amount outside the curve's standards
    std::vector<ControlRule> rules; ///< that its recovery breaks, with those before it
    CheckVerdict verdict = CheckVerdict::Passed;
};

/// The area of a check standard read off the curve. BadInput: its amount is not above zero, so nothing can be held against
/// it; NotDetermined: an area without amount on the curve.
[[nodiscard]] Result<InversePrediction> amountOfCheck(const Calibration &curve, const StandardPoint &check);

/// Check standards in order of time. Failed: beyond a limit, or a control rule that rejects (limits of the chart from the
/// recoveries themselves, once there are `fewestForLimits`). Warning: rule 1-2s, or outside the curve's range. Errors
/// as amountOfCheck.
[[nodiscard]] Result<std::vector<CheckResult>>
checkStandards(const Calibration &curve, std::span<const StandardPoint> checks, const CheckOptions &options = {});

} // namespace tgc

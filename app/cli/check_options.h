// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/calibration/check_standards.h"
#include "analysis/core/units.h"
#include "app/cli/context.h"

namespace tgc::cli {

/// --recovery-limit, --drift-limit and --rsd-limit, in percent as typed.
struct CheckLimitOptions {
    std::string recovery = "5";
    std::string drift = "5";
    std::string rsd = "5";
};
void addCheckLimits(CLI::App &command, CheckLimitOptions &options);
[[nodiscard]] Result<CheckOptions> checkLimits(const CheckLimitOptions &options);

/// R or R,U of --recovery: a part of 1 with its standard uncertainty.
[[nodiscard]] Result<Estimate<double>> parseRecovery(const std::string &text);

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/check_options.h"

#include <CLI/CLI.hpp>

#include "analysis/core/decimal.h"
#include "app/cli/parse_option.h"

namespace tgc::cli {

void addCheckLimits(CLI::App &command, CheckLimitOptions &options)
{
    command
        .add_option("--recovery-limit", options.recovery,
                    "how far a recovery may be from 100 %, in percent (default 5)")
        ->type_name("PERCENT");
    command
        .add_option("--drift-limit", options.drift,
                    "how far the response may move from one check to the next, in percent (default 5)")
        ->type_name("PERCENT");
    command
        .add_option("--rsd-limit", options.rsd,
                    "how far the injections of one check standard may scatter (relative SD), in percent (default 5)")
        ->type_name("PERCENT");
}

Result<CheckOptions> checkLimits(const CheckLimitOptions &options)
{
    const auto recovery = parsePositive("--recovery-limit", options.recovery);
    const auto drift = parsePositive("--drift-limit", options.drift);
    const auto rsd = parsePositive("--rsd-limit", options.rsd);
    if (!recovery || !drift || !rsd) {
        return fail(!recovery ? recovery.error() : !drift ? drift.error() : rsd.error());
    }
    return CheckOptions{*recovery / 100.0, *drift / 100.0, *rsd / 100.0};
}

Result<Estimate<double>> parseRecovery(const std::string &text)
{
    const auto comma = text.find(',');
    const auto value = parsePositive("--recovery", text.substr(0, comma));
    if (!value) {
        return fail(value.error());
    }
    if (*value > 2.0) {
        return fail(ErrorCode::BadInput, "--recovery: " + shortest(*value) +
                                             " is more than twice what was there; write a part of 1, 0.985 for 98.5 %");
    }
    Estimate<double> recovery{*value, 0.0};
    if (comma != std::string::npos) {
        const auto u = parseNumber("--recovery, its uncertainty", text.substr(comma + 1));
        if (!u) {
            return fail(u.error());
        }
        if (*u < 0.0) {
            return fail(ErrorCode::BadInput, "--recovery: a standard uncertainty cannot be below zero");
        }
        recovery.u = *u;
    }
    return recovery;
}

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "analysis/core/error.h"
#include "analysis/peaks/peak.h"

namespace tgc::cli {

/// A number given to an option, `.` or `,` as decimal sign. BadInput names the option.
[[nodiscard]] Result<double> parseNumber(std::string_view option, std::string_view text);
/// The same, above zero.
[[nodiscard]] Result<double> parsePositive(std::string_view option, std::string_view text);
/// Empty where `text` is a whole number from 0 to 2^64 - 1, else what is wrong with it: a check for the command line's
/// parser, whose own conversion lets -1 and numbers too large wrap around.
[[nodiscard]] std::string notASeed(const std::string &text);
/// NAME=RT_S:HALF_WINDOW_S, as in `H2=52.1:3`.
[[nodiscard]] Result<Target> parseTarget(std::string_view text);

} // namespace tgc::cli

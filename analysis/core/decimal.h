// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "analysis/core/error.h"

namespace tgc {

/// A number as a person typed it, and what was understood.
struct Decimal {
    double value = 0.0;
    std::string canonical;   ///< the same digits with `.` as decimal sign: what is stored and echoed
    bool commaSeen = false;  ///< the decimal sign was a comma
};

/// Reads one number, `.` or `,` as decimal sign, whatever the locale; blanks around it are ignored.
/// Refused with a sentence: nothing, text, both signs (`1,234.5`), NaN, infinity, a value outside double.
[[nodiscard]] Result<Decimal> parseDecimal(std::string_view text);

/// The same with `.` only, as files are written; every digit must be used.
[[nodiscard]] Result<double> parseDotDecimal(std::string_view text);

/// Shortest digits that read back as the same double; never "-0", never locale dependent. Non-finite: empty.
[[nodiscard]] std::string shortest(double value);

/// For sentences: so many decimals, never "-0", never locale dependent; beyond 1e9 "very much".
[[nodiscard]] std::string rounded(double value, int decimals);

} // namespace tgc

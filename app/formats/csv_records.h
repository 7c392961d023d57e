// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::formats {

struct CsvRecord {
    std::size_t line = 0; ///< where it begins, from 1
    std::vector<std::string> cells;
};

/// Splits text into records and cells (RFC 4180 quotes, any separator). Blank lines and lines that begin with `#` are
/// left out; blanks around unquoted cells are taken off. BadInput: an open quote, text after a quote, a line too long.
[[nodiscard]] Result<std::vector<CsvRecord>> splitRecords(std::string_view text, char separator,
                                                          const std::string &origin);

} // namespace tgc::formats

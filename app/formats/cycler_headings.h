// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tgc::formats {

/// The headings of a table whose layout is not known, for a person to say what they mean: the first line of words that
/// has a line of numbers with as many cells below it; where several separators fit, the one with the most cells.
/// Looks at the first 500 lines; empty: there is no such line, or the bytes are no text.
[[nodiscard]] std::vector<std::string> tableHeadings(std::string_view bytes);

} // namespace tgc::formats

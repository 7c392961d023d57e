// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/core/error.h"
#include "app/formats/table.h"

namespace tgc::formats {

/// Watches which decimal sign the numbers of one file use and refuses what could be read two ways:
/// a comma in a comma separated file, both signs in one number or one file, and, in a tab separated file (what a
/// spreadsheet of any language puts on the clipboard), commas that could all be thousands separators.
class DecimalSigns {
public:
    DecimalSigns(std::string origin, char separator) : m_origin(std::move(origin)), m_separator(separator) {}

    /// The cell with `.` as its decimal sign if it is a number, unchanged if it is text.
    [[nodiscard]] Result<std::string> canonical(std::string_view cell, std::size_t line);
    /// To be asked once after the last cell.
    [[nodiscard]] Result<void> finish() const;
    /// The first number such as 149,322 that a reader might take for thousands, else the first with a decimal comma.
    [[nodiscard]] const std::optional<CommaNumber> &commaNumber() const { return m_thousands ? m_thousands : m_comma; }

private:
    std::string m_origin;
    char m_separator;
    std::size_t m_dotLine = 0; ///< first line with a decimal dot
    std::optional<CommaNumber> m_comma; ///< first number with a decimal comma
    std::optional<CommaNumber> m_thousands; ///< first such as 149,322
    bool m_commaSure = false; ///< some number can only be a decimal comma, as 0,5 or 12,34
};

} // namespace tgc::formats

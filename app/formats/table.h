// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tgc::formats {

/// A number of a file that was typed with a decimal comma, and what was understood.
struct CommaNumber {
    std::size_t line = 0;
    std::string typed;
    std::string read;
};

/// A table of text as read from a file or pasted: the header's names, the cells as typed, and where each row stood.
/// Numbers keep the digits they were typed with; a decimal comma of a `;` or tab separated file is turned to `.`.
struct TextTable {
    struct Row {
        std::size_t line = 0;             ///< line of the file, from 1
        std::vector<std::string> cells;   ///< as many as there are columns
    };
    std::string origin;                   ///< file name for messages
    std::vector<std::string> columns;
    std::vector<Row> rows;
    char separator = ',';                 ///< what was understood, for the echo
    std::optional<CommaNumber> decimalCommas; ///< a number with one, if there was any; the most doubtful

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const
    {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i] == name) {
                return i;
            }
        }
        return std::nullopt;
    }
};

} // namespace tgc::formats

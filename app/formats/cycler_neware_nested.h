// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tgc::formats {

/// Neware's nested export: a cycle row, its step rows, their record rows, each indented by one more empty cell, below
/// three heading lines.
[[nodiscard]] bool isNestedNeware(std::string_view utf8);

/// The same as a flat table, line by line: record rows get the numbers of their cycle and step in front, all other lines
/// are blank, so that line numbers stay. A cycle row and its first step row on one line (seen in a public file) are taken
/// apart; `mergedLines` tells where.
struct FlatNeware {
    std::string utf8;
    std::vector<std::size_t> mergedLines;
};
[[nodiscard]] FlatNeware flattenNestedNeware(std::string_view utf8);

} // namespace tgc::formats

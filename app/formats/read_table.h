// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/core/error.h"
#include "app/formats/table.h"

namespace tgc::formats {

/// A line longer than this is not a table of ours.
inline constexpr std::size_t maxLineBytes = std::size_t{1} << 20;

/// Reads a CSV table: UTF-8, one header row, cells quoted as in RFC 4180, lines beginning with `#` skipped. Columns are
/// separated by commas; by `;` or tab as well, and then decimals may be commas. A guard quote (`'=...`) that our own
/// writer puts before text is taken off again. Columns that hold words (`sample_id`, `notes` ...) keep their text.
/// BadInput, one sentence with file and line: no header, a name twice, too few or too many cells, an open quote,
/// NUL bytes, not UTF-8, a line too long, numbers that can be read two ways.
[[nodiscard]] Result<TextTable> readTable(const std::filesystem::path &file);

/// The same from memory, for instance pasted from a spreadsheet (tab separated).
[[nodiscard]] Result<TextTable> parseTable(std::string_view bytes, const std::string &origin);

/// True for the contract's columns that hold words: their cells are never taken for numbers.
[[nodiscard]] bool isTextColumn(std::string_view name);

} // namespace tgc::formats

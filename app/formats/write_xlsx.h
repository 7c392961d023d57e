// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "app/formats/out_table.h"

namespace tgc::formats {

/// Writes a workbook, a sheet a table: bold header that stays in view, numbers as numbers, text as text (never as a
/// formula), empty cells empty. Whole or not at all. Io: cannot be written; BadInput: more rows than a sheet holds.
[[nodiscard]] Result<void> writeXlsx(const std::filesystem::path &target, const std::vector<OutTable> &sheets);

} // namespace tgc::formats

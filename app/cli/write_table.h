// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "analysis/core/error.h"
#include "app/formats/out_table.h"

namespace tgc::cli {

/// Writes a table whole or not at all, as the file's name says: `.csv` or `.xlsx`. BadInput for another ending.
[[nodiscard]] Result<void> writeTable(const std::filesystem::path &file, const formats::OutTable &table);

} // namespace tgc::cli

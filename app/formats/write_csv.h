// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/formats/out_table.h"

namespace tgc::formats {

/// One cell as CSV: quoted where it must be (RFC 4180); text that a spreadsheet would run as a formula (it begins with
/// = + - @, or a tab or carriage return) gets a `'` before it. Numbers are written as they are.
[[nodiscard]] std::string csvCell(const OutCell &cell);
[[nodiscard]] std::string csvLine(const std::vector<OutCell> &cells);

/// The whole document: UTF-8, `\n`, commas, one header line.
[[nodiscard]] std::string csvDocument(const OutTable &table);

/// Writes it whole or not at all; "-" is standard output.
[[nodiscard]] Result<void> writeCsv(const std::filesystem::path &target, const OutTable &table);

} // namespace tgc::formats

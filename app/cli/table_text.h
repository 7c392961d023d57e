// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/formats/out_table.h"

namespace tgc::cli {

enum class Format { Table, Csv, Json };

/// CSV: as files are written. JSON: one object a line, null for empty cells. Table: aligned columns for the eye,
/// numbers shortened to six significant digits.
[[nodiscard]] std::string toText(const formats::OutTable &table, Format format);

} // namespace tgc::cli

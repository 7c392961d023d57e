// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "app/cli/console.h"
#include "app/formats/table.h"

namespace tgc::cli {

/// `formats::readTable`, and a warning where commas were read as decimal signs: a script sees what was understood.
[[nodiscard]] Result<formats::TextTable> readInputTable(const std::filesystem::path &file, Console &console);

} // namespace tgc::cli

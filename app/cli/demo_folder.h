// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "app/cli/demo_tables.h"

namespace tgc::cli {

/// Makes the folder ready for a demonstration: new or empty, or one that an earlier demonstration filled, whose files are
/// then removed. BadInput for any other folder that holds something.
[[nodiscard]] Result<void> prepareDemoFolder(const std::filesystem::path &folder, std::uint64_t seed);

/// Writes what the technician would have in hand: standards.csv, check.csv, blanks.csv, samples.csv; chromatograms/ out of
/// runs.sqlite, where they were recorded; and truth.csv.
[[nodiscard]] Result<void> writeStudy(const std::filesystem::path &folder, const DemoTables &study);

} // namespace tgc::cli

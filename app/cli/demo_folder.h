// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "app/cli/demo_bench.h"

namespace tgc::cli {

/// Makes the folder ready for a demonstration: new or empty, or one that an earlier demonstration filled, whose files are
/// then removed. BadInput for any other folder that holds something.
[[nodiscard]] Result<void> prepareDemoFolder(const std::filesystem::path &folder, std::uint64_t seed);

/// Writes what the technician would have in hand: chromatograms/, standards.csv, check.csv, blanks.csv, samples.csv; and
/// truth.csv.
[[nodiscard]] Result<void> writeStudy(const std::filesystem::path &folder, const SimulatedStudy &study);

} // namespace tgc::cli

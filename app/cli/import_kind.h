// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "analysis/core/error.h"

namespace tgc::cli {

enum class ImportKind { Chromatogram, Samples, Blanks, Standards, Checks, Cycler };

/// What a file is, by what stands in it: a table with a column `sample_id` holds samples, one with `level` standards; one
/// with the headings of a battery cycler its records; everything else is left to the readers of chromatograms. Nothing in
/// a table tells blanks from samples whose charges are not known yet, nor check standards from standards: both are only
/// what is said to be such.
[[nodiscard]] Result<ImportKind> importKindOf(const std::filesystem::path &file);

} // namespace tgc::cli

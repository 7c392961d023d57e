// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "analysis/peaks/integrate.h"
#include "app/cli/console.h"

namespace tgc::cli {

/// `start_s,end_s[,baseline_start,baseline_end][,name]`. BadInput with file and line; unknown columns are warned about.
[[nodiscard]] Result<std::vector<GivenBounds>> readBounds(const std::filesystem::path &file, Console &console);

} // namespace tgc::cli

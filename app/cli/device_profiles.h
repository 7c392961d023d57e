// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "drivers/profile/profile.h"

namespace tgc::cli {

/// The profiles that come with the program, by name.
[[nodiscard]] std::vector<std::filesystem::path> shippedProfiles();

/// The file of a profile: a TOML file of the user's, or the stem of one that comes with the program. BadInput names the
/// ones there are.
[[nodiscard]] Result<std::filesystem::path> profileFile(const std::string &nameOrFile);

} // namespace tgc::cli

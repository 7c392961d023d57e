// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::drivers {

/// The profiles in a folder, by name. No folder: none.
[[nodiscard]] std::vector<std::filesystem::path> profilesIn(const std::filesystem::path &folder);

/// The file of a profile: the stem of one in `shipped`, or a TOML file of the user's; one that is not absolute is looked
/// for in `beside` (empty: the current folder). BadInput names the shipped ones.
[[nodiscard]] Result<std::filesystem::path> findProfile(const std::string &nameOrFile,
                                                        const std::filesystem::path &shipped,
                                                        const std::filesystem::path &beside = {});

} // namespace tgc::drivers

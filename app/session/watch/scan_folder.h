// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/watch/settled_files.h"

namespace tgc::watch {

struct FolderScan {
    std::vector<SeenFile> files;         ///< by name
    std::vector<std::string> unreadable; ///< folders inside it that cannot be looked into, a sentence each
};

/// Every file in the folder and in the folders inside it (vendors make one an injection, NAME.D), four deep. Hidden files
/// and those that are known to be half of something ("x.tmp", "x.part", "~x") are none, and in a vendor's folder only what
/// may be a chromatogram is: the rest describes it. Links to folders are not followed. Io: the folder itself is not there
/// or cannot be read, such as a network folder that is away.
[[nodiscard]] Result<FolderScan> scanFolder(const std::filesystem::path &folder);

} // namespace tgc::watch

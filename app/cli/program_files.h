// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

namespace tgc::cli {

/// A file of ours under share/tgc-workbench: looked for in every folder above the running program, so that it is found
/// in the build tree, through a symbolic link and when installed. Empty when it is nowhere.
[[nodiscard]] std::optional<std::filesystem::path> sharedFile(const std::filesystem::path &relative);

/// The desktop program: beside this one, or in the build tree's folder next to it.
[[nodiscard]] std::optional<std::filesystem::path> workbenchProgram();

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>

namespace tgc::cli {

/// A file of ours: ../share/tgc-workbench/ of the folder that the running program itself stands in, links followed; the
/// build tree is laid out like an installation. Empty when it is not there; a file elsewhere is not ours.
[[nodiscard]] std::optional<std::filesystem::path> sharedFile(const std::filesystem::path &relative);

/// The desktop program: beside this one, or in the build tree's folder next to it.
[[nodiscard]] std::optional<std::filesystem::path> workbenchProgram();

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "analysis/core/error.h"

namespace tgc::formats {

/// Makes a file appear whole or not at all: `write` fills a temporary file in the target's own folder, which is then
/// flushed to the disk and renamed. Whatever fails, the target stays as it was and the temporary file is removed.
/// A symbolic link keeps its place and its target is replaced. Io: the folder is missing or may not be written, the disk is full.
[[nodiscard]] Result<void> replaceFile(const std::filesystem::path &target,
                                       const std::function<Result<void>(const std::filesystem::path &)> &write);

/// Writes `bytes` so; "-" is standard output, and pipes and devices are written straight.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path &target, std::string_view bytes);

} // namespace tgc::formats

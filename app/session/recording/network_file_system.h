// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tgc::recording {

/// The name of a file system whose "durable" this machine cannot vouch for, by the number statfs(2) gives it (f_type):
/// files of another machine, or of a program (FUSE: sshfs and the like cannot be told from the rest). Empty: a local one.
[[nodiscard]] std::optional<std::string_view> networkFileSystem(std::uint32_t magic);

} // namespace tgc::recording

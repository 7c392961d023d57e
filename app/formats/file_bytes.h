// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/core/error.h"

namespace tgc::formats {

/// Larger files are refused in words: no run of a gas chromatograph comes near.
inline constexpr std::uintmax_t maxFileBytes = std::uintmax_t{512} << 20;

/// The whole file. BadInput: missing, a directory, larger than `maxFileBytes`; Io: the system refused to read it.
[[nodiscard]] Result<std::string> readFileBytes(const std::filesystem::path &file);

/// SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

} // namespace tgc::formats

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tgc::db {

/// SHA-256 (FIPS 180-4) of the bytes, as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

/// A random (version 4) UUID in lower case, RFC 4122.
[[nodiscard]] std::string newUuid();

} // namespace tgc::db

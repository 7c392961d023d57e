// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "analysis/core/error.h"

namespace tgc::formats {

struct DecodedText {
    std::string utf8;     ///< without byte order mark; lines end in a line feed (a carriage return before it is left)
    std::string encoding; ///< "UTF-8", "UTF-16", "Big5" or "latin-1"
};

/// Byte offset of the first sequence that is not UTF-8 (RFC 3629), or npos.
[[nodiscard]] std::size_t firstInvalidUtf8(std::string_view bytes);

/// Our own text files: UTF-8, or UTF-16 with a byte order mark (spreadsheets write it). BadInput names the line of the
/// first byte that is neither, and of a NUL byte.
[[nodiscard]] Result<DecodedText> decodeStrict(std::string_view bytes, std::string_view origin);

/// Vendor text in the code page of some PC: UTF-8 or UTF-16 where the bytes say so, else Big5 where every high byte
/// belongs to a Big5 pair and at least one pair has two high bytes (in latin-1 text these are rare, and pairs
/// like "µV" have one), else latin-1. BadInput for NUL bytes: not text.
[[nodiscard]] Result<DecodedText> decodeVendor(std::string_view bytes, std::string_view origin);

} // namespace tgc::formats

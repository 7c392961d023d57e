// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "analysis/core/error.h"

namespace tgc::formats {

/// "FILE:LINE: " as every message about a line of a file begins.
[[nodiscard]] inline std::string at(std::string_view origin, std::size_t line)
{
    return std::string(origin) + ":" + std::to_string(line) + ": ";
}

/// BadInput that names file and line.
[[nodiscard]] inline tl::unexpected<Error> badLine(std::string_view origin, std::size_t line, const std::string &what)
{
    return fail(ErrorCode::BadInput, at(origin, line) + what);
}

/// BadInput that names the file.
[[nodiscard]] inline tl::unexpected<Error> badFile(std::string_view origin, const std::string &what)
{
    return fail(ErrorCode::BadInput, std::string(origin) + ": " + what);
}

/// A piece of someone's file fit for a one-line message: cut short, without control characters.
[[nodiscard]] inline std::string excerpt(std::string_view text)
{
    constexpr std::size_t longest = 40;
    std::string shown;
    for (const char c : text.substr(0, longest)) {
        shown += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    }
    // Never end in the middle of a UTF-8 character.
    while (text.size() > longest && !shown.empty() && (static_cast<unsigned char>(text[shown.size()]) & 0xC0) == 0x80) {
        shown.pop_back();
    }
    return "\"" + shown + (text.size() > longest ? "...\"" : "\"");
}

} // namespace tgc::formats

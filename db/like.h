// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tgc::db {

/// For LIKE ... ESCAPE '\': the text anywhere, its own wildcards taken literally.
[[nodiscard]] inline std::string likeAnywhere(const std::string &text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern + "%";
}

} // namespace tgc::db

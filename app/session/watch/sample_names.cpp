// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/watch/sample_names.h"

#include <algorithm>

namespace tgc::watch {

namespace {

enum class Letter { None, Digit, Other };

Letter letterKind(char c)
{
    if (c >= '0' && c <= '9') {
        return Letter::Digit;
    }
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    // Bytes of UTF-8 beyond ASCII are letters of some language.
    return plain || (static_cast<unsigned char>(c) & 0x80U) != 0 ? Letter::Other : Letter::None;
}

} // namespace

std::vector<std::string> nameParts(std::string_view name)
{
    std::vector<std::string> parts;
    Letter before = Letter::None;
    for (const char c : name) {
        const Letter kind = letterKind(c);
        if (kind != Letter::None) {
            if (kind != before) {
                parts.emplace_back();
            }
            parts.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        before = kind;
    }
    return parts;
}

bool standsIn(const std::vector<std::string> &parts, const std::vector<std::string> &text)
{
    return std::search(text.begin(), text.end(), parts.begin(), parts.end()) != text.end() || parts.empty();
}

bool isTelling(const std::vector<std::string> &parts)
{
    return parts.size() > 1 ||
           (parts.size() == 1 && parts.front().size() > 1 && letterKind(parts.front()[0]) == Letter::Other);
}

} // namespace tgc::watch

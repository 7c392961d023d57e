// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/protocol/utf8.h"

#include <array>
#include <cstdint>

namespace tgc::station {

namespace {

/// Bytes of the character that `text` begins with; 0: it begins with none.
std::size_t characterBytes(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || text.size() <= more) {
        return 0;
    }
    std::uint32_t code = more == 0 ? lead : lead & (0x3FU >> more);
    for (std::size_t k = 1; k <= more; ++k) {
        const auto next = static_cast<unsigned char>(text[k]);
        if ((next & 0xC0U) != 0x80) {
            return 0;
        }
        code = (code << 6U) | (next & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 4> smallest{0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    return code < smallest.at(more) || code > 0x10FFFF || surrogate ? 0 : more + 1;
}

} // namespace

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t bytes = characterBytes(text);
        if (bytes == 0) {
            return false;
        }
        text.remove_prefix(bytes);
    }
    return true;
}

std::string asUtf8(std::string_view text)
{
    std::string clean;
    while (!text.empty()) {
        const std::size_t bytes = characterBytes(text);
        clean += bytes == 0 ? std::string_view("?") : text.substr(0, bytes);
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return clean;
}

} // namespace tgc::station

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tgc::station {

/// UTF-8 as RFC 3629 defines it: shortest forms, no surrogates, up to U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view text);
/// The text with `?` in place of every byte that does not belong: what a device says of itself may be anything.
[[nodiscard]] std::string asUtf8(std::string_view text);

} // namespace tgc::station

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace tgc::formats {

/// Seconds of "12:34:56.7", "120:00:00" or "1d 02:03:04.5"; empty for anything else, a plain number too.
[[nodiscard]] std::optional<double> clockSeconds(std::string_view text);

/// Seconds since midnight of "5/11/2021 3:40:24 PM" or "2021-05-11 15:40:24"; empty where no time of day stands.
[[nodiscard]] std::optional<double> timeOfDay_s(std::string_view text);

} // namespace tgc::formats

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tgc::bench {

/// ISO 8601 with milliseconds and Z: "2026-11-25T15:01:02.123Z".
[[nodiscard]] std::string utcText(std::chrono::system_clock::time_point at);
[[nodiscard]] std::string utcNow();

/// The same read back; also without milliseconds. Empty: it is no such time.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> parseUtc(std::string_view text);

} // namespace tgc::bench

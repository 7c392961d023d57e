// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace tgc::formats {

/// A moment as a person or an instrument wrote it.
struct WrittenTime {
    double seconds = 0.0; ///< since 1970, in the zone it names; where it names none, by that clock itself
    bool zoned = false;   ///< it names its zone: times with and without one cannot be compared
};

/// ISO 8601: "2026-05-04T09:00", "2026-05-04 09:00:30.5", with Z or +02:00 behind it. Empty: it is no such time (a day
/// without an hour is none, nor is a day before the month).
[[nodiscard]] std::optional<WrittenTime> parseDateTime(std::string_view text);

} // namespace tgc::formats

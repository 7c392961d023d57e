// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Samples to bytes and back, bit for bit, on any machine. Private to the room.
namespace tgc::db {

/// IEEE 754 binary64, little-endian, one after the other.
[[nodiscard]] std::string encodeDoubles(std::span<const double> values);
/// Nothing when the number of bytes is no multiple of 8.
[[nodiscard]] std::optional<std::vector<double>> decodeDoubles(std::string_view bytes);

/// Start and interval with which `start + i * interval` gives every time exactly, to the last bit.
struct EvenTimes {
    double start_s = 0.0;
    double interval_s = 0.0;
};
[[nodiscard]] std::optional<EvenTimes> evenTimes(std::span<const double> times_s);

} // namespace tgc::db

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tgc::drivers {

/// What a value read from a device is worth. Only Good may enter a result; Stale and OutOfRange keep their value for
/// the eye, the others have none.
enum class Quality {
    Good,
    Stale,      ///< read before the link was lost
    Suspect, ///< an answer came, but whose answer is not known: the link has not proved itself since its last fault
    Bad, ///< no answer, or one that is no answer to the question
    OutOfRange, ///< outside the point's own limits
    Invalid, ///< the device says so itself: NaN, infinity, an unknown code
};

[[nodiscard]] std::string_view toString(Quality quality);

/// Integers stay integers: 64 bits do not fit a double.
using Value = std::variant<double, float, std::int64_t, std::uint64_t, bool, std::string>;

/// A numeric value as a double, a truth value as 0 or 1; empty for texts.
[[nodiscard]] std::optional<double> numberOf(const Value &value);

/// One value of one point of a device.
struct Reading {
    std::string point;
    std::optional<Value> value; ///< empty unless Good, Stale or OutOfRange
    std::string unit;
    Quality quality = Quality::Bad;
    std::chrono::system_clock::time_point time{}; ///< the host's, when the answer was complete
    std::string reason; ///< a sentence where the quality is not Good
};

} // namespace tgc::drivers

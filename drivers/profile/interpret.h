// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "drivers/profile/profile.h"

namespace tgc::drivers {

/// The reading of a point from the registers (or the one bit) that hold it; the time is left to the caller.
/// Never fails: what is no value says so by its quality.
[[nodiscard]] Reading readingOf(const PointSpec &point, std::span<const std::uint16_t> words);

/// What a person typed ("3.5", "idle", "0x1F", "true") as the registers of a point, scale undone. BadInput: no value of
/// this point, or outside its `min` and `max`; nothing may be sent then.
[[nodiscard]] Result<std::vector<std::uint16_t>> wordsFor(const PointSpec &point, const std::string &text);

/// A value as text: shortest digits of its own type, names and texts as they are.
[[nodiscard]] std::string valueText(const Value &value);

/// True where the reading is Good and equals `text`: numbers by value, names by name.
[[nodiscard]] bool equalsText(const Reading &reading, const std::string &text);

} // namespace tgc::drivers

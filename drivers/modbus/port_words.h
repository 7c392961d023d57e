// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/modbus/modbus_port.h"

/// The exchanges of a Modbus port in words, as TapPort notes and PlaybackPort reads them:
///   unit 1 reads 2 holding registers at 2: 3F7F 9DB2
///   unit 1 writes 1 coils at 7, on: failed (timeout): no answer in time
namespace tgc::drivers::port_words {

inline constexpr std::string_view opened = "opened ";
inline constexpr std::string_view opening = "opening";
inline constexpr std::string_view closed = "closed";
inline constexpr std::string_view draining = "draining";

[[nodiscard]] std::string reading(int unit, std::size_t count, bool wide, ModbusTable table, std::uint16_t address);
/// `words`: two a register where they are wide.
[[nodiscard]] std::string writing(int unit, bool wide, std::uint16_t address, std::span<const std::uint16_t> words);
[[nodiscard]] std::string writingCoil(int unit, std::uint16_t address, bool on);

[[nodiscard]] std::string answer(const std::vector<std::uint16_t> &words);
[[nodiscard]] std::string answer(const std::vector<bool> &bits);
[[nodiscard]] std::string answer(std::size_t bytes);
[[nodiscard]] std::string answer(); ///< of what was written
[[nodiscard]] std::string answer(const Error &error);

// Back again; nothing: the text is none of them.
[[nodiscard]] std::optional<std::vector<std::uint16_t>> wordsIn(std::string_view text);
[[nodiscard]] std::optional<std::vector<bool>> bitsIn(std::string_view text);
[[nodiscard]] std::optional<std::size_t> bytesIn(std::string_view text);
[[nodiscard]] bool isDone(std::string_view text);
[[nodiscard]] std::optional<Error> failureIn(std::string_view text);

} // namespace tgc::drivers::port_words

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "drivers/api/reading.h"

/// Values of one or more 16-bit registers. libmodbus's own float functions are not used: what they do depends on the
/// version, and Debian 12's write every float byte-swapped (hardware.md 7.1).
namespace tgc::drivers {

enum class WordType { Bool, U16, I16, U32, I32, U64, I64, F32, F64, Bcd16, Bitfield, Enum, String };

/// The order on the wire of a value's bytes, A the most significant. Of 64 bits alike: CDAB reverses the words, DCBA
/// all bytes, BADC swaps the two bytes of each word.
enum class WordOrder { ABCD, CDAB, BADC, DCBA };

struct WordFormat {
    WordType type = WordType::U16;
    WordOrder order = WordOrder::ABCD;
    int stringBytes = 0; ///< of String

    bool operator==(const WordFormat &) const = default;
};

/// "u16", "f32", "string(12)" ...; the order is left as it was.
[[nodiscard]] std::optional<WordFormat> wordFormatFromString(std::string_view text);
[[nodiscard]] std::optional<WordOrder> wordOrderFromString(std::string_view text);

/// How many 16-bit registers a value takes.
[[nodiscard]] int registersOf(const WordFormat &format);

/// The value of exactly registersOf(format) registers, as they came. Enum and Bitfield: the unsigned code. Strings lose
/// trailing NUL and blanks. Device: four digits that are no BCD.
[[nodiscard]] Result<Value> decodeWords(std::span<const std::uint16_t> registers, const WordFormat &format);

/// The registers of a value, as they go. BadInput: the value does not fit the type.
[[nodiscard]] Result<std::vector<std::uint16_t>> encodeWords(const Value &value, const WordFormat &format);

} // namespace tgc::drivers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"

/// Modbus frames for what libmodbus cannot carry: function 76, and registers of four bytes. Pure: bytes in, bytes out.
/// Source: Modbus application protocol V1.1b3; messaging on TCP/IP V1.0b; serial line V1.02.
namespace tgc::drivers {

using Bytes = std::vector<std::uint8_t>;

/// CRC-16 of Modbus RTU (polynomial 0xA001 reflected, start 0xFFFF); sent low byte first.
[[nodiscard]] std::uint16_t modbusCrc(std::span<const std::uint8_t> bytes);

/// unit, PDU, CRC.
[[nodiscard]] Bytes rtuFrame(int unit, std::span<const std::uint8_t> pdu);
/// MBAP header (transaction, protocol 0, length, unit) and PDU.
[[nodiscard]] Bytes mbapFrame(std::uint16_t transaction, int unit, std::span<const std::uint8_t> pdu);

struct MbapReply {
    std::uint16_t transaction = 0;
    int unit = 0;
    Bytes pdu;
    std::size_t consumed = 0; ///< bytes of the buffer that were this frame
};

/// The first whole frame of `buffer`; empty: more bytes are needed. Device: what came is no Modbus TCP, and the
/// connection is of no use any more.
[[nodiscard]] Result<std::optional<MbapReply>> parseMbap(std::span<const std::uint8_t> buffer);

/// The PDU of a whole RTU answer that `buffer` begins with; empty: more bytes are needed. Device: wrong CRC, another
/// unit's answer, or a function that was not asked for.
[[nodiscard]] Result<std::optional<Bytes>> parseRtu(std::span<const std::uint8_t> buffer, int unit,
                                                    std::uint8_t function);

/// "Server device busy": a query may be asked again later.
inline constexpr std::uint8_t busyException = 6;
/// Why an exception reply refuses, in words: code 2 is "illegal data address" ...
[[nodiscard]] std::string exceptionWords(std::uint8_t code);

/// A big-endian 16-bit number's two bytes, put at the end.
void appendWord(Bytes &bytes, std::uint16_t word);
/// The bytes as big-endian words; an odd last byte is left out.
[[nodiscard]] std::vector<std::uint16_t> wordsFromBytes(std::span<const std::uint8_t> bytes);

} // namespace tgc::drivers

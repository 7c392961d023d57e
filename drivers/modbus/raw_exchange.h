// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "drivers/api/clock.h"
#include "drivers/modbus/frame.h"

/// Questions that libmodbus cannot carry - registers of four bytes, adapters that echo - on its own descriptor.
/// The sentences of these errors do not name the line; the caller does.
namespace tgc::drivers {

struct RawQuestion {
    int unit = 1;
    Bytes pdu;
    std::optional<std::uint16_t> transaction{}; ///< of Modbus TCP; empty: RTU
    bool echo = false;                          ///< the adapter sends back what is written
};

/// The whole answer's PDU. Errors: Timeout; LinkLost; Integrity (no answer to this question); Device and Busy (refused).
[[nodiscard]] Result<Bytes> exchangeRaw(int descriptor, const RawQuestion &question, Instant deadline);

/// Waits for bytes until the deadline and reads them; empty: none came. LinkLost.
[[nodiscard]] Result<std::optional<std::size_t>> readSome(int descriptor, std::span<std::uint8_t> into,
                                                          Instant deadline);

/// Function, address and one more word: a read and its count, or a single write and its value.
[[nodiscard]] Bytes shortPdu(int function, std::uint16_t address, std::uint16_t word);
/// Function 16: `addresses` registers, of two bytes or of four, with these words.
[[nodiscard]] Bytes writePdu(std::uint16_t address, std::size_t addresses, std::span<const std::uint16_t> words);

} // namespace tgc::drivers

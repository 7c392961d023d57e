// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/core/error.h"
#include "drivers/transport/byte_link.h"

/// The OEM protocol of Cavro pumps (XCalibur Operating Manual 733085-B; README.md beside this file). Pure: values in,
/// bytes out, and back. An answer does not say which question it answers: the driver keeps that straight.
namespace tgc::drivers::cavro {

/// STX address sequence command ETX checksum. `address` 1 to 15, `sequence` 1 to 7; with `repeat` a pump that has done
/// this sequence number already only acknowledges it.
[[nodiscard]] Bytes oemBlock(int address, int sequence, bool repeat, std::string_view command);

/// A whole answer of the pump.
struct OemAnswer {
    bool ready = false; ///< false: a move is under way
    int error = 0;      ///< errorWords says what it is
    std::string data;
    std::size_t consumed = 0; ///< bytes of the buffer up to its end
};

/// The first answer in `buffer`; what stands before it is noise and passed over. Empty: more bytes are needed.
/// Integrity: a block is there whose checksum or form is wrong.
[[nodiscard]] Result<std::optional<OemAnswer>> parseOem(std::span<const std::uint8_t> buffer);

/// The error of a pump that was not initialised since it was switched on.
inline constexpr int notInitialised = 7;

/// What the pump's error means and what to do; empty for 0.
[[nodiscard]] std::string_view errorWords(int error);
/// After these errors the pump no longer knows where its plunger is: 1, 7, 9, 10.
[[nodiscard]] bool positionLost(int error);

} // namespace tgc::drivers::cavro

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "drivers/simulation/modbus_wire.h"

namespace tgc::simulation {

/// A device of 16-bit holding registers: functions 3, 4, 6, 8 (echo) and 16 over what a derived device puts at each
/// address. Addresses are those of the PDU, from 0.
class RegisterDevice : public PduDevice {
public:
    [[nodiscard]] PduAnswer answer(std::span<const std::uint8_t> pdu, drivers::Instant now) final;

protected:
    enum class Written { Done, NoAddress, BadValue, Busy };

    /// Called before each request: time has passed.
    virtual void tick(drivers::Instant now) = 0;
    /// The register at this address; empty: there is none.
    [[nodiscard]] virtual std::optional<std::uint16_t> word(std::uint16_t address) = 0;
    /// Writes registers that belong together.
    [[nodiscard]] virtual Written write(std::uint16_t address, std::span<const std::uint16_t> words) = 0;
    /// Bytes that `count` registers from `address` take in an answer, where they are not two each.
    [[nodiscard]] virtual std::optional<Bytes> wideRegisters(std::uint16_t address, std::uint16_t count);
    /// Any other function's answer; empty: the device does not know it.
    [[nodiscard]] virtual std::optional<Bytes> otherFunction(std::span<const std::uint8_t> pdu);
    /// How long the device thinks before it answers.
    [[nodiscard]] virtual drivers::Duration thinking() const { return std::chrono::milliseconds(1); }

private:
    [[nodiscard]] Bytes execute(std::span<const std::uint8_t> pdu);
    [[nodiscard]] Bytes read(std::span<const std::uint8_t> pdu);
    [[nodiscard]] Bytes write(std::span<const std::uint8_t> pdu);
};

/// Word 0 or 1 of a float32, the most significant first.
[[nodiscard]] std::uint16_t floatWord(float value, int index);
[[nodiscard]] float floatOf(std::uint16_t high, std::uint16_t low);
/// Two characters of a text, the first in the high byte.
[[nodiscard]] std::uint16_t textWord(std::string_view text, int index);

} // namespace tgc::simulation

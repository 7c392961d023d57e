// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "drivers/simulation/simulated_device.h"

/// The answering side of Modbus, from the specifications (application protocol V1.1b3, messaging on TCP/IP V1.0b, serial
/// line V1.02) and not from our asking side: a mistake there must meet somebody who does not share it.
namespace tgc::simulation {

/// An answer's PDU and when it goes out.
struct PduAnswer {
    drivers::Instant at{};
    Bytes pdu;
};

/// What stands behind a Modbus address.
class PduDevice {
public:
    PduDevice() = default;
    PduDevice(const PduDevice &) = delete;
    PduDevice &operator=(const PduDevice &) = delete;
    virtual ~PduDevice() = default;

    /// Never empty: what cannot be done is an exception.
    [[nodiscard]] virtual PduAnswer answer(std::span<const std::uint8_t> pdu, drivers::Instant now) = 0;
};

[[nodiscard]] std::uint16_t crc16(std::span<const std::uint8_t> bytes);
[[nodiscard]] Bytes exceptionPdu(std::uint8_t function, std::uint8_t code);
[[nodiscard]] std::uint16_t wordAt(std::span<const std::uint8_t> bytes, std::size_t at);
void putWord(Bytes &bytes, std::uint16_t word);

/// One TCP connection. Every unit is answered, with its own number back.
class ModbusTcpServer final : public ProtocolServer {
public:
    explicit ModbusTcpServer(PduDevice &device) : m_device(device) {}

    [[nodiscard]] std::vector<TimedBytes> receive(std::span<const std::uint8_t> bytes, drivers::Instant now) override;
    void connected(drivers::Instant now) override;

private:
    PduDevice &m_device;
    Bytes m_waiting;
    bool m_lost = false; ///< what came was no Modbus: nothing more is understood on this connection
};

/// One serial line with one unit on it. A frame's length is that of its function; bytes that make no frame are dropped
/// after a silence, as are half requests. Unit 0 is heard and not answered.
class ModbusRtuServer final : public ProtocolServer {
public:
    ModbusRtuServer(PduDevice &device, int unit, drivers::Duration silence)
        : m_device(device), m_unit(unit), m_silence(silence)
    {
    }

    [[nodiscard]] std::vector<TimedBytes> receive(std::span<const std::uint8_t> bytes, drivers::Instant now) override;
    void connected(drivers::Instant now) override;

private:
    PduDevice &m_device;
    int m_unit;
    drivers::Duration m_silence;
    Bytes m_waiting;
    std::optional<drivers::Instant> m_heard;
};

} // namespace tgc::simulation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "drivers/modbus/frame.h"
#include "drivers/modbus/modbus_port.h"
#include "drivers/transport/endpoint.h"
#include "drivers/transport/serial_settings.h"

namespace tgc::drivers {

/// Modbus TCP, or Modbus RTU on a serial port held by this program alone, over libmodbus - its framing only. Its
/// recovery (which can hang), its float functions (byte-swapped in Debian 12) and its default unit are not used.
/// A libmodbus context belongs to one thread; so does a port.
class LibmodbusPort final : public ModbusPort {
public:
    /// `echo`: the adapter sends back every byte that is written (RS-485 with a common pair).
    LibmodbusPort(Endpoint endpoint, SerialSettings settings, bool echo = false);
    LibmodbusPort(const LibmodbusPort &) = delete;
    LibmodbusPort &operator=(const LibmodbusPort &) = delete;
    ~LibmodbusPort() override;

    [[nodiscard]] Result<void> open(Instant deadline) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override;
    [[nodiscard]] Result<std::vector<std::uint16_t>> readRegisters(int unit, ModbusTable table, std::uint16_t address,
                                                                   std::uint16_t count, Instant deadline) override;
    [[nodiscard]] Result<std::vector<bool>> readBits(int unit, ModbusTable table, std::uint16_t address,
                                                     std::uint16_t count, Instant deadline) override;
    [[nodiscard]] Result<std::vector<std::uint16_t>> readWideRegisters(int unit, ModbusTable table,
                                                                       std::uint16_t address, std::uint16_t count,
                                                                       Instant deadline) override;
    [[nodiscard]] Result<void> writeRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> registers,
                                              bool single, Instant deadline) override;
    [[nodiscard]] Result<void> writeWideRegisters(int unit, std::uint16_t address, std::span<const std::uint16_t> words,
                                                  Instant deadline) override;
    [[nodiscard]] Result<void> writeCoil(int unit, std::uint16_t address, bool on, bool single,
                                         Instant deadline) override;
    [[nodiscard]] Result<std::size_t> drain(Duration silence, Instant deadline) override;
    [[nodiscard]] const std::string &endpoint() const override { return m_name; }
    [[nodiscard]] bool hasTransactions() const override { return std::holds_alternative<TcpEndpoint>(m_endpoint); }

private:
    struct Context;
    [[nodiscard]] Result<void> prepare(int unit, Instant deadline);
    /// libmodbus's errno as an Error; closes the port where the line is gone.
    [[nodiscard]] Error problem(const char *what);
    [[nodiscard]] Error anotherLength() const;
    // Past libmodbus, over its descriptor: an answer, an answer of registers, a confirmed write.
    [[nodiscard]] Result<Bytes> ask(int unit, const Bytes &pdu, Instant deadline);
    [[nodiscard]] Result<std::vector<std::uint16_t>> askRegisters(int unit, const Bytes &pdu, std::size_t bytes,
                                                                  Instant deadline);
    [[nodiscard]] Result<void> order(int unit, const Bytes &pdu, Instant deadline);

    Endpoint m_endpoint;
    SerialSettings m_settings;
    bool m_echo;
    std::string m_name;
    std::unique_ptr<Context> m_context;
};

} // namespace tgc::drivers

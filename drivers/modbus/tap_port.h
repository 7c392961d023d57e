// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "drivers/modbus/modbus_port.h"
#include "drivers/transport/byte_tap.h"

namespace tgc::drivers {

/// A Modbus port whose conversation is noted, in words: libmodbus does its own input and output, so what is noted is the
/// question as asked and the registers as understood, or the error; not headers, not checksums, not stray bytes (of
/// those that were drained, how many). PlaybackPort answers from it.
class TapPort final : public ModbusPort {
public:
    TapPort(std::unique_ptr<ModbusPort> port, std::shared_ptr<ByteTap> tap);

    [[nodiscard]] Result<void> open(Instant deadline) override;
    void close() override;
    [[nodiscard]] bool isOpen() const override { return m_port->isOpen(); }
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
    [[nodiscard]] const std::string &endpoint() const override { return m_port->endpoint(); }
    [[nodiscard]] bool hasTransactions() const override { return m_port->hasTransactions(); }

private:
    template <class Answer>
    [[nodiscard]] Result<Answer> noted(std::string_view question, Result<Answer> answer);

    std::unique_ptr<ModbusPort> m_port;
    std::shared_ptr<ByteTap> m_tap;
};

} // namespace tgc::drivers

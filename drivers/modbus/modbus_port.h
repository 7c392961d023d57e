// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "drivers/api/clock.h"

namespace tgc::drivers {

enum class ModbusTable { Coil, Discrete, Input, Holding };

/// One Modbus question and its answer, with no judgement of whose answer it is: on RTU an answer that came late is
/// indistinguishable from the right one (hardware.md 7.2). ModbusClient adds that judgement; nobody else uses a port.
/// Errors: Timeout, LinkLost, Device (an exception reply), Busy (exception 6), Integrity (what came is no answer).
class ModbusPort {
public:
    ModbusPort() = default;
    ModbusPort(const ModbusPort &) = delete;
    ModbusPort &operator=(const ModbusPort &) = delete;
    virtual ~ModbusPort() = default;

    [[nodiscard]] virtual Result<void> open(Instant deadline) = 0;
    virtual void close() = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    [[nodiscard]] virtual Result<std::vector<std::uint16_t>>
    readRegisters(int unit, ModbusTable table, std::uint16_t address, std::uint16_t count, Instant deadline) = 0;
    [[nodiscard]] virtual Result<std::vector<bool>> readBits(int unit, ModbusTable table, std::uint16_t address,
                                                             std::uint16_t count, Instant deadline) = 0;
    /// Registers of 32 bits each (Enron, Daniel): two words a register, in the order they came.
    [[nodiscard]] virtual Result<std::vector<std::uint16_t>>
    readWideRegisters(int unit, ModbusTable table, std::uint16_t address, std::uint16_t count, Instant deadline) = 0;
    /// Function 16, or function 6 for a single register where `single` asks for it.
    [[nodiscard]] virtual Result<void> writeRegisters(int unit, std::uint16_t address,
                                                      std::span<const std::uint16_t> registers, bool single,
                                                      Instant deadline) = 0;
    /// Function 16 for registers of 32 bits each: two words a register, as they go.
    [[nodiscard]] virtual Result<void> writeWideRegisters(int unit, std::uint16_t address,
                                                          std::span<const std::uint16_t> words, Instant deadline) = 0;
    /// Function 5, or where `single` is false function 15 for one coil.
    [[nodiscard]] virtual Result<void> writeCoil(int unit, std::uint16_t address, bool on, bool single,
                                                 Instant deadline) = 0;
    /// Reads and drops until nothing has come for `silence`; how many bytes.
    [[nodiscard]] virtual Result<std::size_t> drain(Duration silence, Instant deadline) = 0;
    [[nodiscard]] virtual const std::string &endpoint() const = 0;
    /// True where every answer names its question (TCP): a late one cannot be taken for another's.
    [[nodiscard]] virtual bool hasTransactions() const = 0;
};

} // namespace tgc::drivers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/modbus/modbus_port.h"
#include "drivers/transport/playback_link.h"

namespace tgc::drivers {

/// A recorded Modbus device (TapPort's file): answers what it answered then, when it did, and only what was asked then.
/// BadInput: something else was asked, and the line at which the record differs; LinkLost: the record is over.
class PlaybackPort final : public ModbusPort {
public:
    PlaybackPort(std::vector<TapRecord> records, Clock &clock, std::string file, bool hasTransactions);

    [[nodiscard]] Result<void> open(Instant deadline) override;
    void close() override { m_open = false; }
    [[nodiscard]] bool isOpen() const override { return m_open; }
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
    [[nodiscard]] const std::string &endpoint() const override { return m_file; }
    [[nodiscard]] bool hasTransactions() const override { return m_hasTransactions; }
    /// Whether all that was asked then has been asked again.
    [[nodiscard]] bool finished();

private:
    /// The next record of an exchange; nullptr: none is left.
    [[nodiscard]] const TapRecord *next();
    /// What was answered to that question, once it is time.
    [[nodiscard]] Result<std::string> answerTo(const std::string &question);
    /// ... and was done.
    [[nodiscard]] Result<void> doneAs(const std::string &question);

    std::vector<TapRecord> m_records;
    Clock &m_clock;
    std::string m_file;
    bool m_hasTransactions;
    Duration m_shift{}; ///< from the record's clock to this one
    std::size_t m_at = 0;
    bool m_open = false;
};

} // namespace tgc::drivers

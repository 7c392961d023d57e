// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/api/device.h"
#include "drivers/modbus/modbus_port.h"

namespace tgc::drivers {

/// Registers that prove the line after a fault: their number differs from that of ordinary reads, so that a shifted
/// answer does not fit, and their content is known.
struct Canary {
    ModbusTable table = ModbusTable::Holding;
    std::uint16_t address = 0;
    std::uint16_t count = 1;
    bool wide = false;                                  ///< registers of four bytes: two words each
    std::uint16_t mask = 0xFFFF;                        ///< bits of each word that are compared
    std::optional<std::vector<std::uint16_t>> expected{}; ///< empty: as the first time it was read
    bool compared = true; ///< false: any content will do; only the length proves something

    [[nodiscard]] int words() const { return wide ? 2 * count : count; }
};

struct ModbusOptions {
    int unit = 1;
    Duration responseTimeout = std::chrono::milliseconds(1000);
    Duration maxReply = std::chrono::milliseconds(2500); ///< no answer comes later than this
    Duration interRequest = std::chrono::milliseconds(0);
    Duration writeDelay = std::chrono::milliseconds(0); ///< after every write
    bool singleClient = false; ///< the device takes one TCP connection at a time
    int retriesRead = 1;
    int retriesWrite = 0;
    std::optional<Canary> canary{};
};

/// Whether a write may be sent again when its answer was lost.
enum class Repeat { Never, Harmless };

/// Questions and answers that can be believed. After a timeout, a broken frame or a stray byte the line is suspect:
/// it is drained until it has been silent for the longest time an answer takes, opened anew where that drops late
/// answers for good (TCP), and proved by the canary; only then are values handed out again (hardware.md 7.2).
/// On a serial line, which numbers nothing, every answer also waits for a second one: shortly where the line has been
/// regular, and as long as any answer may take where this one was slow or the line has lately been out of step.
/// One thread at a time. Errors: Timeout, LinkLost, Device (refused by the device), Busy (still busy at the end),
/// Integrity (what came was no answer, or the canary differs: another device).
class ModbusClient {
public:
    ModbusClient(ModbusPort &port, Clock &clock, ModbusOptions options);

    /// Opens, drains a serial line, and proves it.
    [[nodiscard]] Result<void> connect(Instant deadline);
    void disconnect();

    /// `wide`: registers of 32 bits, two words each. A device that says it is busy is asked again until `patience`.
    [[nodiscard]] Result<std::vector<std::uint16_t>> readRegisters(ModbusTable table, std::uint16_t address,
                                                                   std::uint16_t count, bool wide = false,
                                                                   Instant patience = {});
    [[nodiscard]] Result<std::vector<bool>> readBits(ModbusTable table, std::uint16_t address, std::uint16_t count,
                                                     Instant patience = {});
    /// `single`: function 6. A busy device has not done it, and is not asked again.
    [[nodiscard]] Result<void> writeRegisters(std::uint16_t address, std::span<const std::uint16_t> registers,
                                              bool single, Repeat repeat);
    [[nodiscard]] Result<void> writeWideRegisters(std::uint16_t address, std::span<const std::uint16_t> words,
                                                  Repeat repeat);
    /// `single`: function 5, else 15.
    [[nodiscard]] Result<void> writeCoil(std::uint16_t address, bool on, bool single, Repeat repeat);

    /// To be asked after every round of reads; on a serial line values count only then. True if nothing more came.
    /// False: an answer was there twice, so every value since the last settle() may be its neighbour's; the line is
    /// suspect now.
    [[nodiscard]] bool settle();

    [[nodiscard]] bool suspect() const { return m_suspect; }
    /// The last question found the line dead, recovery included: another one would only cost the same time again.
    [[nodiscard]] bool dead() const { return m_dead; }
    [[nodiscard]] const std::string &why() const { return m_why; }
    [[nodiscard]] const LinkHealth &health() const { return m_health; }
    [[nodiscard]] const ModbusOptions &options() const { return m_options; }

private:
    template <class Exchange>
    [[nodiscard]] auto attempt(int tries, Instant patience, Exchange exchange) -> decltype(exchange(Instant{}));
    template <class Exchange>
    [[nodiscard]] Result<void> change(Repeat repeat, Exchange exchange);
    [[nodiscard]] Result<void> trust();
    [[nodiscard]] Result<void> prove();
    [[nodiscard]] bool quiet();
    [[nodiscard]] bool aloneInLine();
    [[nodiscard]] Duration settlingTime() const;
    void distrust(const Error &error);
    void noteAnswer(Instant asked);
    [[nodiscard]] Error lost(Error error) const;
    void pace();

    ModbusPort &m_port;
    Clock &m_clock;
    ModbusOptions m_options;
    std::optional<std::vector<std::uint16_t>> m_canaryWords;
    bool m_suspect = true;
    bool m_dead = false;
    bool m_roundInDoubt = false;
    int m_carefulFor = 0; ///< so many more exchanges wait as long as an answer may take
    bool m_everConnected = false;
    int m_failuresInARow = 0;
    Instant m_lastEnd{};
    Duration m_bestRoundTrip = std::chrono::seconds(1);
    std::string m_why;
    LinkHealth m_health;
};

} // namespace tgc::drivers

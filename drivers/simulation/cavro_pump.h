// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "drivers/simulation/bench_model.h"
#include "drivers/simulation/cavro_program.h"
#include "drivers/simulation/simulated_device.h"

namespace tgc::simulation {

/// Cavro XCalibur syringe pump, OEM and DT protocol (manual 733085-B; hardware.md 3.1).
///
/// OEM: STX, address, sequence byte 0011 REP SQ2 SQ1 SQ0, data, ETX, XOR of all from STX to ETX. A block that repeats the
/// last sequence number with REP set is acknowledged, with the data of the first answer and the status of now, and not
/// executed again. Blocks with a wrong checksum or for another address are not answered. From the first good OEM block
/// on DT is ignored, until power goes.
class CavroPump final : public SimulatedDevice {
public:
    explicit CavroPump(BenchModel &bench);

    [[nodiscard]] Framing framing() const override { return Framing::CavroOem; }
    [[nodiscard]] std::unique_ptr<ProtocolServer> connection() override;
    void powerCycle(drivers::Instant now) override;
    bool jam(drivers::Instant now) override;

    /// The address byte of this pump on the wire.
    [[nodiscard]] std::uint8_t address() const;
    [[nodiscard]] bool oemSeen() const { return m_oemSeen; }
    /// A DT command string: status byte and data.
    [[nodiscard]] std::string execute(std::string_view text, drivers::Instant now);
    /// The same in an OEM block, with its sequence byte.
    [[nodiscard]] std::string executeOem(std::uint8_t sequence, std::string_view text, drivers::Instant now);

private:
    struct Reply {
        CavroError error = CavroError::None;
        std::string data;
    };
    [[nodiscard]] Reply order(std::string_view text, double now_s);
    [[nodiscard]] std::optional<Reply> report(std::string_view text);
    [[nodiscard]] Reply program(std::string_view text, double now_s);
    [[nodiscard]] Reply run(const std::string &text, double now_s);
    [[nodiscard]] char status(CavroError error, double now_s) const;
    void settle(double now_s);

    BenchModel &m_bench;
    CavroSettings m_settings;
    std::string m_stored; ///< received without R
    std::string m_executed; ///< the last that was carried out, for X
    CavroError m_error = CavroError::None; ///< kept until it is mended: 1, 7, 9
    bool m_oemSeen = false;
    std::optional<std::uint8_t> m_lastSequence;
    std::string m_lastData;
};

} // namespace tgc::simulation

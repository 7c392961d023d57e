// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drivers/simulation/bench_model.h"
#include "drivers/simulation/register_device.h"

namespace tgc::simulation {

/// KELLER 33X, the absolute version (PAA-33X): headspace pressure of the vial under the needle, Modbus RTU, unit 1.
/// X-Line protocol v3.7, 4.4: channels from 0x0000 as floats, from 0x0010 as integers, P1 and TOB1 again from 0x0100,
/// firmware class and year:week at 0x020E. P2 and TOB2 are not fitted: NaN.
class Keller33x final : public SimulatedDevice, public RegisterDevice {
public:
    static constexpr int unit = 1;

    /// `silence`: how long the line is quiet between two requests.
    Keller33x(BenchModel &bench, drivers::Duration silence) : m_bench(bench), m_silence(silence) {}

    [[nodiscard]] Framing framing() const override { return Framing::ModbusRtu; }
    [[nodiscard]] std::unique_ptr<ProtocolServer> connection() override;
    void powerCycle(drivers::Instant) override {}

private:
    void tick(drivers::Instant now) override;
    [[nodiscard]] std::optional<std::uint16_t> word(std::uint16_t address) override;
    [[nodiscard]] Written write(std::uint16_t, std::span<const std::uint16_t>) override { return Written::NoAddress; }
    [[nodiscard]] drivers::Duration thinking() const override { return std::chrono::milliseconds(4); }

    BenchModel &m_bench;
    drivers::Duration m_silence;
    float m_pressure_bar = 0.0F;
    float m_temperature_C = 0.0F;
};

} // namespace tgc::simulation

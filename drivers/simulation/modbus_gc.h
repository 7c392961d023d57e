// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drivers/simulation/bench_model.h"
#include "drivers/simulation/register_device.h"

namespace tgc::simulation {

/// The chromatograph's own data system as a Modbus server of the Daniel-Danalyzer-Enron family (hardware.md 1.2): two
/// bytes a register at 3xxx, four-byte floats at 7001 to 7016, components by code. The composition is that of the last
/// analysis that has ended. Coil 1001 starts a run.
class ModbusGc final : public SimulatedDevice, public RegisterDevice {
public:
    explicit ModbusGc(BenchModel &bench) : m_bench(bench) {}

    [[nodiscard]] Framing framing() const override { return Framing::ModbusTcp; }
    [[nodiscard]] std::unique_ptr<ProtocolServer> connection() override;
    void powerCycle(drivers::Instant) override {}

private:
    void tick(drivers::Instant now) override;
    [[nodiscard]] std::optional<std::uint16_t> word(std::uint16_t address) override;
    [[nodiscard]] Written write(std::uint16_t, std::span<const std::uint16_t>) override { return Written::NoAddress; }
    [[nodiscard]] std::optional<Bytes> wideRegisters(std::uint16_t address, std::uint16_t count) override;
    [[nodiscard]] std::optional<Bytes> otherFunction(std::span<const std::uint8_t> pdu) override;

    BenchModel &m_bench;
};

} // namespace tgc::simulation

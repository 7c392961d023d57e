// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drivers/simulation/bench_model.h"
#include "drivers/simulation/register_device.h"

namespace tgc::simulation {

/// The sampler's register window (sampler_registers.h), Modbus TCP.
class SamplerDevice final : public SimulatedDevice, public RegisterDevice {
public:
    explicit SamplerDevice(BenchModel &bench) : m_bench(bench) {}

    [[nodiscard]] Framing framing() const override { return Framing::ModbusTcp; }
    [[nodiscard]] std::unique_ptr<ProtocolServer> connection() override;
    void powerCycle(drivers::Instant) override { m_bench.resetSampler(); }

private:
    void tick(drivers::Instant now) override;
    [[nodiscard]] std::optional<std::uint16_t> word(std::uint16_t address) override;
    [[nodiscard]] Written write(std::uint16_t address, std::span<const std::uint16_t> words) override;
    [[nodiscard]] Written writeOne(std::uint16_t address, std::span<const std::uint16_t> words);

    BenchModel &m_bench;
};

} // namespace tgc::simulation

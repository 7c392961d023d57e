// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/simulated_bench.h"

#include <cmath>

#include "drivers/simulation/cavro_pump.h"
#include "drivers/simulation/keller_33x.h"
#include "drivers/simulation/modbus_gc.h"
#include "drivers/simulation/sampler_device.h"

namespace tgc::simulation {

namespace {

// Longer than the 3.5 characters of the specification: a pseudo-terminal has no baud rate, and its reader may be kept
// waiting by the machine in the midst of a frame.
constexpr double silence_s = 0.02;

} // namespace

SimulatedBench::SimulatedBench(const BenchDescription &description, BenchOptions options)
    : m_model(description, options.seed, options.start)
{
    const SignalPace pace = options.pace ? options.pace : [](drivers::Instant came) { return came; };
    const drivers::Duration silence(std::llround(silence_s * options.speed * 1e9));
    const auto add = [&](BenchDevice device, std::unique_ptr<SimulatedDevice> simulated) {
        m_faults.push_back(std::make_unique<DeviceFaults>(*simulated, device.id, options.faults, options.seed,
                                                          options.start, options.speed));
        m_devices.push_back(std::move(device));
        m_simulated.push_back(std::move(simulated));
    };
    auto adc = std::make_unique<LabjackT7>(m_model, pace);
    m_serial = adc->serial();
    add({"adc", "adc", "modbus-tcp", "labjack-t7", 1}, std::move(adc));
    add({"pump", "pump", "cavro-oem", "", description.pump.address}, std::make_unique<CavroPump>(m_model));
    add({"gauge", "pressure", "modbus-rtu", "keller-33x", Keller33x::unit},
        std::make_unique<Keller33x>(m_model, silence));
    add({"gc", "gc", "modbus-tcp", "modbus-gc", 1}, std::make_unique<ModbusGc>(m_model));
    add({"sampler", "sampler", "modbus-tcp", "simulated-sampler", 1}, std::make_unique<SamplerDevice>(m_model));
}

SimulatedBench::~SimulatedBench() = default;

std::unique_ptr<ProtocolServer> SimulatedBench::connect(std::size_t device)
{
    return std::make_unique<FaultyLine>(m_simulated[device]->connection(), m_simulated[device]->framing(),
                                        *m_faults[device]);
}

std::uint32_t SimulatedBench::digitiserSerial() const
{
    return m_serial;
}

} // namespace tgc::simulation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/simulation/bench_model.h"
#include "drivers/simulation/faulty_line.h"
#include "drivers/simulation/labjack_t7.h"

namespace tgc::simulation {

/// One device as a client must know it.
struct BenchDevice {
    std::string id;       ///< adc, pump, gauge, gc, sampler
    std::string kind;     ///< adc, pump, pressure, gc, sampler
    std::string protocol; ///< modbus-tcp, modbus-rtu, cavro-oem
    std::string profile;  ///< for `tgc device`; empty: it has none
    int unit = 1;         ///< of Modbus; the pump's address
    [[nodiscard]] bool serial() const { return protocol != "modbus-tcp"; }
};

struct BenchOptions {
    std::uint64_t seed = 1;
    std::vector<Fault> faults;
    drivers::Instant start{}; ///< of the clock that every `now` is of
    double speed = 1.0;       ///< seconds of that clock a second of whoever asks
    SignalPace pace;          ///< empty: a poll stands for the instant it comes
};

/// The whole simulated bench without sockets: a model, its devices, a fault script. What a host serves on sockets and
/// pseudo-terminals, and a test in memory.
class SimulatedBench {
public:
    SimulatedBench(const BenchDescription &description, BenchOptions options);
    SimulatedBench(const SimulatedBench &) = delete;
    SimulatedBench &operator=(const SimulatedBench &) = delete;
    ~SimulatedBench();

    [[nodiscard]] const std::vector<BenchDevice> &devices() const { return m_devices; }
    /// A new connection to a device (its place in devices()), with the script's faults on it.
    [[nodiscard]] std::unique_ptr<ProtocolServer> connect(std::size_t device);
    [[nodiscard]] DeviceFaults &faults(std::size_t device) { return *m_faults[device]; }
    [[nodiscard]] BenchModel &model() { return m_model; }
    [[nodiscard]] const BenchModel &model() const { return m_model; }
    [[nodiscard]] std::uint32_t digitiserSerial() const;

private:
    BenchModel m_model;
    std::vector<BenchDevice> m_devices;
    std::vector<std::unique_ptr<SimulatedDevice>> m_simulated;
    std::vector<std::unique_ptr<DeviceFaults>> m_faults;
    std::uint32_t m_serial = 0;
};

} // namespace tgc::simulation

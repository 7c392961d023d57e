// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "drivers/simulation/bench_host.h"

namespace tgc::cli {

struct SimulatorOptions {
    std::optional<std::filesystem::path> bench; ///< a description of a simulated bench; empty: the shipped one
    std::uint64_t seed = 1;
    double speed = 1.0;
    std::optional<std::filesystem::path> faults;
};

/// A simulated bench on its sockets and pseudo-terminals.
class Simulator {
public:
    /// Reads description and fault script, and opens the lines. BadInput, Io.
    [[nodiscard]] static Result<std::unique_ptr<Simulator>> open(const SimulatorOptions &options);

    /// The first line that `tgc simulate` prints: devices and truth, one JSON object.
    [[nodiscard]] std::string announcement() const;
    /// Writes the bench file for the station; its serial devices are links beside it, which end with the simulator. The
    /// bench goes by the file's stem.
    [[nodiscard]] Result<void> writeBench(const std::filesystem::path &file);
    [[nodiscard]] simulation::SimulatedBench &bench() { return m_bench; }
    /// Serves until `stop` says so.
    void run(const std::function<bool()> &stop) { m_host.run(stop); }

private:
    Simulator(simulation::BenchDescription description, std::vector<simulation::Fault> faults,
              const SimulatorOptions &options);

    simulation::BenchDescription m_description;
    double m_speed;
    std::uint64_t m_seed;
    simulation::PacedClock m_clock;
    simulation::SimulatedBench m_bench;
    simulation::BenchHost m_host;
};

/// The description that is read without --bench: resources/bench/simulated.toml, beside the program.
[[nodiscard]] Result<std::filesystem::path> shippedBenchDescription();

} // namespace tgc::cli

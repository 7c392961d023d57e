// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "drivers/simulation/bench_description.h"

namespace tgc::cli {

/// A row of the queue, and the runs it has become.
struct MeasuredLine {
    std::map<std::string, std::string> row; ///< cells that are not empty, by column
    std::vector<std::string> runs;          ///< R12, an injection each
};

/// What came of the demonstration's queue, and the truth that no technician knows.
struct DemoMeasurement {
    std::vector<MeasuredLine> lines;
    simulation::BenchDescription bench;
    std::vector<simulation::VialTruth> truth;
};

/// Measures `queue` on a simulated bench of this seed: over its real protocols, with a station of its own, whose runs go
/// into runs.sqlite in the folder. Station and bench end with it. Device: a line was not done; Busy: Ctrl-C.
[[nodiscard]] Result<DemoMeasurement> measureDemo(const std::filesystem::path &queue,
                                                  const std::filesystem::path &folder, std::uint64_t seed, double speed,
                                                  Console &console);

/// Ends the station that a killed demonstration left behind in this folder; without one there is nothing to do.
[[nodiscard]] Result<void> endDemoStation(const std::filesystem::path &folder);

} // namespace tgc::cli

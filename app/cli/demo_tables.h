// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/demo_bench.h"
#include "app/formats/out_table.h"
#include "app/formats/table.h"

namespace tgc::cli {

struct SimulatedTruth {
    std::string sampleId;
    double li0_mAh = 0.0;
    double seiLi_mAh = 0.0;
};

/// Everything a technician would have in hand after such a study, and the truth.
struct DemoTables {
    formats::OutTable standards; ///< STANDARDS.csv
    formats::OutTable check;     ///< one more standard, measured like a sample
    formats::OutTable blanks;    ///< BLANKS.csv
    formats::OutTable samples;   ///< SAMPLES.csv
    std::vector<SimulatedTruth> truth;
    /// What the column `trace` names, and the run it was measured as.
    std::vector<std::pair<std::string, std::string>> traces;
};

/// Writes down what was measured: vials as they were planned, with their uncertainties, never as the simulation really
/// made them. `cells` (resources/demo/cells.csv) is what is known of the electrodes; the charges are read off a simulated
/// cycler, whose error the seed decides. BadInput: a sample of the queue that has no vial or is not among the cells.
[[nodiscard]] Result<DemoTables> demoTables(const DemoMeasurement &measured, const formats::TextTable &cells,
                                            std::uint64_t seed);

} // namespace tgc::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "app/cli/demo_study.h"
#include "app/formats/out_table.h"

namespace tgc::cli {

struct SimulatedTrace {
    std::string fileName; ///< within the folder of chromatograms
    std::string sampleId;
    Chromatogram trace;
};

struct SimulatedTruth {
    std::string sampleId;
    double li0_mAh = 0.0;
    double seiLi_mAh = 0.0;
};

/// Everything a technician would have in hand after such a study, and the truth that no technician knows.
struct SimulatedStudy {
    std::vector<SimulatedTrace> traces;
    formats::OutTable standards; ///< STANDARDS.csv
    formats::OutTable check;     ///< one more standard, measured like a sample
    formats::OutTable blanks;    ///< BLANKS.csv
    formats::OutTable samples;   ///< SAMPLES.csv
    std::vector<SimulatedTruth> truth;
};

/// Runs the study on the simulated bench (drivers/simulation). The same seed gives the same numbers everywhere.
[[nodiscard]] Result<SimulatedStudy> simulateStudy(const DemoStudy &study, std::uint64_t seed,
                                                   const std::string &traceFolder);

} // namespace tgc::cli

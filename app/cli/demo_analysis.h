// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/peaks/integrate_events.h"
#include "analysis/quantification/breakdown.h"
#include "app/cli/console.h"

namespace tgc::cli {

/// The check standard: what was injected by its certificate, and what the curve makes of its areas.
struct CheckOutcome {
    double given_nmol = 0.0;
    double found_nmol = 0.0;
    double u_nmol = 0.0; ///< of what was found
};

struct DemoOutcome {
    Calibration curve;
    std::vector<Breakdown> rows;
    CheckOutcome check;
};

/// Analyses the folder as a technician would by hand: calibrate standards.csv, quantify samples.csv with blanks.csv, keep
/// everything in runs.sqlite beside the runs that were recorded; writes calibration.json and breakdown.csv. `traces`: what
/// the tables name, and the run it is of. `h2`: how the peak is found.
[[nodiscard]] Result<DemoOutcome> analyseDemoFolder(const std::filesystem::path &folder,
                                                    const std::vector<std::pair<std::string, std::string>> &traces,
                                                    const Processing &h2, Console &console);

} // namespace tgc::cli

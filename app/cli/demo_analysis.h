// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/peaks/integrate.h"
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
/// everything in runs.sqlite; writes calibration.json and breakdown.csv. `h2`: how the peak is found.
[[nodiscard]] Result<DemoOutcome> analyseDemoFolder(const std::filesystem::path &folder, const IntegrationOptions &h2,
                                                    Console &console);

} // namespace tgc::cli

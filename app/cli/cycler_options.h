// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/session/cycler_reading.h"

namespace tgc::cli {

/// How the half cycles of a cycler file are to be read: common to `charges` and `import`.
struct CyclerOptions {
    std::string plating;  ///< discharge, charge; empty: by the cell type
    std::string cellType; ///< empty: not declared
    std::string cutoff_V;
    std::string halves; ///< "3-", "1,4-7"; empty: all
};
void addCyclerOptions(CLI::App &command, CyclerOptions &options);

/// The options understood. BadInput: a symmetric cell, a plating direction that the cell type contradicts, a cut-off or a
/// list that cannot be read.
[[nodiscard]] Result<session::CyclerReading> cyclerReading(const CyclerOptions &options);

/// The half cycles that count. BadInput where the voltages contradict the declared cell type, or the list names a half
/// cycle that is not there.
[[nodiscard]] Result<session::CountedHalves>
countedHalvesOf(const std::string &file, const std::vector<HalfCycle> &halves, const session::CyclerReading &reading);

/// The doubt, with the options that may settle it.
[[nodiscard]] std::string inOptions(const VoltageDoubt &doubt);

} // namespace tgc::cli

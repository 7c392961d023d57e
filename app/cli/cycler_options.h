// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/quantification/cell_voltages.h"

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
struct CyclerReading {
    CycleDirection plating = CycleDirection::Discharging;
    std::optional<CellType> cellType;
    std::optional<double> cutoff_V;
    std::vector<std::pair<std::size_t, std::size_t>> halves; ///< from 1, both ends counted; empty: all

    [[nodiscard]] bool counts(std::size_t half) const;
};
[[nodiscard]] Result<CyclerReading> cyclerReading(const CyclerOptions &options);

/// The half cycles of one file that count, and those that were left out.
struct CountedHalves {
    std::vector<HalfCycle> counted;
    std::string leftOut; ///< "1 discharge 0.2 mAh; 2 charge 0.19 mAh": all that ran on that electrode is listed
    std::optional<std::string> doubt; ///< voltages that contradict the roles, where no cell type was declared
};
/// BadInput where the voltages contradict the declared cell type, or the list names a half cycle that is not there.
[[nodiscard]] Result<CountedHalves> countedHalves(const std::string &file, const std::vector<HalfCycle> &halves,
                                                  const CyclerReading &reading);

} // namespace tgc::cli

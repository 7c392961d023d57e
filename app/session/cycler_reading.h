// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/quantification/cell_voltages.h"

namespace tgc::session {

/// How the half cycles of a cycler file are to be read.
struct CyclerReading {
    CycleDirection plating = CycleDirection::Discharging;
    std::optional<CellType> cellType;                        ///< empty: not declared
    std::optional<double> cutoff_V;                          ///< where stripping was to end
    std::vector<std::pair<std::size_t, std::size_t>> halves; ///< from 1, both ends counted; empty: all

    [[nodiscard]] bool counts(std::size_t half) const;
};

/// The half cycles of one file that count, and those that were left out.
struct CountedHalves {
    std::vector<HalfCycle> counted;
    std::vector<HalfCycle> leftOut;
    std::vector<std::size_t> countedNumbers; ///< from 1
    std::vector<std::size_t> leftOutNumbers;
    std::optional<VoltageDoubt> doubt; ///< voltages that contradict the declared cell, or the roles where none was
    bool refused = false; ///< the doubt is about a cell that was declared: these charges must not be used
};
[[nodiscard]] CountedHalves countedHalves(std::span<const HalfCycle> halves, const CyclerReading &reading);

/// "1 discharge 0.2 mAh; 2 charge 0.19 mAh": all that ran on that electrode and was left out.
[[nodiscard]] std::string leftOutText(const CountedHalves &counted);

/// "1-3, 6" of rising numbers.
[[nodiscard]] std::string inRuns(const std::vector<std::size_t> &numbers);

/// What the counted half cycles say of a cell.
struct CyclerCharges {
    CellCharges cell;
    RoleVoltages voltages;
    std::optional<CellType> cellType;
    std::optional<bool> strippedToCutoff; ///< empty: no cut-off given, or not known
};
[[nodiscard]] CyclerCharges cyclerCharges(const CountedHalves &counted, const CyclerReading &reading);

/// yes, no; empty: not known.
[[nodiscard]] std::string strippedText(const CyclerCharges &charges);

/// The columns of a sample they go into, as text; what was not said has no column, so that what is known stays.
[[nodiscard]] std::map<std::string, std::string> chargeColumns(const CyclerCharges &charges);

/// Said where the last counted half cycle plates.
inline constexpr std::string_view endsPlatedSentence =
    "the last half cycle plates metal: what TGC finds of it is active, not inactive";

} // namespace tgc::session

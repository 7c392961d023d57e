// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>

#include "analysis/quantification/charge_balance.h"
#include "analysis/quantification/cycler_charge.h"

namespace tgc {

/// The direction that plates metal on the titrated electrode of such a cell: charge where it is the negative electrode of
/// a full cell (anode-free, foil), else discharge.
[[nodiscard]] CycleDirection platingOf(CellType type);

/// Mean voltage of the half cycles that plate and of those that strip, weighted by charge.
struct RoleVoltages {
    std::optional<double> plating_V; ///< empty: there is none, or a record lacks its voltage
    std::optional<double> stripping_V;
};
[[nodiscard]] RoleVoltages roleVoltages(std::span<const HalfCycle> halves, CycleDirection plating);

/// Voltages that contradict what was said of a cell.
struct VoltageDoubt {
    enum class Remedy {
        CellType, ///< the declared type is wrong
        PlatingOrSign, ///< check which direction plates, and the sign of the current in the file
        PlatingOrCellType, ///< check which direction plates, or say what the cell is
    };
    std::string words; ///< what is seen and what it means; each front end names its own fields for the remedy
    Remedy remedy = Remedy::CellType;
};

/// What contradicts the declared cell or the role of charge and discharge; empty: nothing does. By
/// tgc-method.md 2.1: against lithium plating runs at about 0 V or below and stripping above it, up to the cut-off; a full
/// cell plates at the higher of its two voltages. Where both mean voltages are 1.5 V or more it is a full cell, where one is
/// below 1 V a cell against lithium; in between nothing is said. Li||Cu that plates above 0.1 V on average does not plate.
[[nodiscard]] std::optional<VoltageDoubt>
voltageContradiction(std::span<const HalfCycle> halves, CycleDirection plating, std::optional<CellType> declared);

/// Whether the last strip ended at its cut-off, to 1 % or 5 mV. False where the last half cycle plates; empty where there
/// is no half cycle or no voltage.
[[nodiscard]] std::optional<bool> strippedToCutoff(std::span<const HalfCycle> halves, CycleDirection plating,
                                                   double cutoff_V);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace tgc {

/// What is known of a group's cells; empty where nobody wrote it down.
struct CellConditions {
    std::optional<double> arealCapacity_mAh_cm2;
    std::optional<double> currentDensity_mA_cm2;
    std::optional<double> electrolyte_g_per_Ah;
    std::optional<double> lithiumExcess_um;
    std::optional<double> coulombicEfficiency; ///< 0..1
};

/// One line of the list by which a laboratory cell is held against a practical one (Fang, Wang, Meng, Key Issues
/// Hindering a Practical Lithium-Metal Anode): >= 4 mAh/cm2, > 0.5 mA/cm2, <= 3 g/Ah of electrolyte, < 50 um excess Li,
/// CE >= 99.97 % (1000 cycles).
struct PracticalCriterion {
    std::string_view name; ///< of the column
    std::string_view limit; ///< ">= 4 mAh/cm2"
    std::optional<double> value;
    std::optional<bool> met; ///< empty where the value is not known
};
[[nodiscard]] std::vector<PracticalCriterion> practicalCriteria(const CellConditions &cell);

/// Cycles until `remaining` of the capacity is left, if every cycle loses 1 - CE: N = ln(remaining) / ln(CE). Empty for a
/// CE outside 0..1, the ends not included.
[[nodiscard]] std::optional<double> cyclesWithoutReservoir(double coulombicEfficiency, double remaining = 0.8);

/// Cycles until the excess lithium is used up: N = Q_excess / (Q_cycle (1 - CE)), charges per area; 1 um of lithium is
/// 0.534 g/cm3 x F/(3.6 M) x 1e-4 cm = 0.2062 mAh/cm2. Empty as above, and without excess or capacity.
[[nodiscard]] std::optional<double> cyclesWithReservoir(const CellConditions &cell);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/practical_cell.h"

#include <cmath>

#include "analysis/core/constants.h"

namespace tgc {

namespace {

constexpr double lithiumDensity_g_per_cm3 = 0.534; // at 20 degC (seed paper; tgc-method.md P1)
constexpr double cm_per_um = 1e-4;

bool isLossy(double coulombicEfficiency)
{
    return coulombicEfficiency > 0.0 && coulombicEfficiency < 1.0;
}

template <class Test>
PracticalCriterion criterion(std::string_view name, std::string_view limit, const std::optional<double> &value,
                             const Test &test)
{
    return {name, limit, value, value ? std::optional(test(*value)) : std::nullopt};
}

} // namespace

std::vector<PracticalCriterion> practicalCriteria(const CellConditions &cell)
{
    return {
        criterion("areal_capacity_mAh_cm2", ">= 4 mAh/cm2", cell.arealCapacity_mAh_cm2,
                  [](double v) { return v >= 4.0; }),
        criterion("current_density_mA_cm2", "> 0.5 mA/cm2", cell.currentDensity_mA_cm2,
                  [](double v) { return v > 0.5; }),
        criterion("electrolyte_g_per_Ah", "<= 3 g/Ah", cell.electrolyte_g_per_Ah, [](double v) { return v <= 3.0; }),
        criterion("li_excess_um", "< 50 um", cell.lithiumExcess_um, [](double v) { return v < 50.0; }),
        criterion("coulombic_efficiency", ">= 0.9997", cell.coulombicEfficiency, [](double v) { return v >= 0.9997; })};
}

std::optional<double> cyclesWithoutReservoir(double coulombicEfficiency, double remaining)
{
    return isLossy(coulombicEfficiency) ? std::optional(std::log(remaining) / std::log(coulombicEfficiency))
                                        : std::nullopt;
}

std::optional<double> cyclesWithReservoir(const CellConditions &cell)
{
    if (!cell.coulombicEfficiency || !isLossy(*cell.coulombicEfficiency) || !cell.lithiumExcess_um ||
        !cell.arealCapacity_mAh_cm2 || !(*cell.arealCapacity_mAh_cm2 > 0.0)) {
        return std::nullopt;
    }
    const double capacity_mAh_per_g = constants::faraday_C_per_mol / 3.6 / constants::molarMassLithium_g_per_mol;
    const double excess_mAh_cm2 = *cell.lithiumExcess_um * cm_per_um * lithiumDensity_g_per_cm3 * capacity_mAh_per_g;
    return excess_mAh_cm2 / (*cell.arealCapacity_mAh_cm2 * (1.0 - *cell.coulombicEfficiency));
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/cell_voltages.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

constexpr double fullCell_V = 1.5;
constexpr double againstLithium_V = 1.0;
constexpr double plates_V = 0.1; ///< lithium plates at 0 V; the rest is room for resistance and a little SEI formation

std::string volts(double value)
{
    return rounded(value, 3) + " V";
}

} // namespace

CycleDirection platingOf(CellType type)
{
    return type == CellType::AnodeFree || type == CellType::Foil ? CycleDirection::Charging
                                                                 : CycleDirection::Discharging;
}

RoleVoltages roleVoltages(std::span<const HalfCycle> halves, CycleDirection plating)
{
    const auto meanOf = [&](bool plates) -> std::optional<double> {
        double charge = 0.0, sum = 0.0;
        for (const HalfCycle &half : halves) {
            if ((half.direction == plating) != plates) {
                continue;
            }
            if (!half.meanVoltage_V) {
                return std::nullopt;
            }
            charge += inCoulombs(half.integral);
            sum += *half.meanVoltage_V * inCoulombs(half.integral);
        }
        return charge > 0.0 ? std::optional(sum / charge) : std::nullopt;
    };
    return {meanOf(true), meanOf(false)};
}

std::optional<VoltageDoubt> voltageContradiction(std::span<const HalfCycle> halves, CycleDirection plating,
                                                 std::optional<CellType> declared)
{
    using Remedy = VoltageDoubt::Remedy;
    const RoleVoltages mean = roleVoltages(halves, plating);
    if (!mean.plating_V || !mean.stripping_V) {
        return std::nullopt;
    }
    const std::string seen =
        "plating runs at " + volts(*mean.plating_V) + " and stripping at " + volts(*mean.stripping_V) + " on average";
    const double least = std::min(*mean.plating_V, *mean.stripping_V);
    const bool full = least >= fullCell_V;
    const bool half = least < againstLithium_V;
    const bool wantsHalf = declared == CellType::LiCu || declared == CellType::Reservoir;
    const bool wantsFull = declared == CellType::AnodeFree || declared == CellType::Foil;
    const auto wrongType = [&](const char *because) {
        return VoltageDoubt{"declared as " + std::string(toString(*declared)) + ", but " + seen + because,
                            Remedy::CellType};
    };
    const auto wrongRoles = [&](const char *because, Remedy remedy) {
        return VoltageDoubt{seen + because + ": charge and discharge have each other's role", remedy};
    };
    if (wantsHalf && full) {
        return wrongType(": that is a full cell; it is anode-free or foil, where charging plates");
    }
    if (wantsFull && half) {
        return wrongType(": that is a cell against lithium, Li||Cu or reservoir, where discharging plates");
    }
    if (half && *mean.plating_V > *mean.stripping_V) {
        return wrongRoles(", and against lithium stripping is the higher one", Remedy::PlatingOrSign);
    }
    if (wantsHalf && half && *mean.plating_V > plates_V) {
        return wrongType(": no lithium plates above 0 V; a host takes it up there");
    }
    if (full && *mean.plating_V < *mean.stripping_V) {
        return wrongRoles(", and in a full cell plating is the higher one", Remedy::PlatingOrCellType);
    }
    return std::nullopt;
}

std::optional<bool> strippedToCutoff(std::span<const HalfCycle> halves, CycleDirection plating, double cutoff_V)
{
    if (halves.empty()) {
        return std::nullopt;
    }
    const HalfCycle &last = halves.back();
    if (last.direction == plating) {
        return false;
    }
    if (!last.endVoltage_V) {
        return std::nullopt;
    }
    const double tolerance_V = std::max(0.01 * std::abs(cutoff_V), 0.005);
    const bool upwards = last.direction == CycleDirection::Charging;
    return upwards ? *last.endVoltage_V >= cutoff_V - tolerance_V : *last.endVoltage_V <= cutoff_V + tolerance_V;
}

} // namespace tgc

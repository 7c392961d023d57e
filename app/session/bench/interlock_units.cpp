// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/interlock_units.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tgc::bench {

namespace {

enum class Quantity { Pressure, Temperature, Share };

/// value_SI = factor * value + offset
struct Unit {
    std::string_view name;
    Quantity quantity;
    double factor;
    double offset;
};

constexpr Unit units[] = {
    {"Pa", Quantity::Pressure, 1.0, 0.0},
    {"hPa", Quantity::Pressure, 100.0, 0.0},
    {"kPa", Quantity::Pressure, 1e3, 0.0},
    {"MPa", Quantity::Pressure, 1e6, 0.0},
    {"mbar", Quantity::Pressure, 100.0, 0.0},
    {"bar", Quantity::Pressure, 1e5, 0.0},
    {"psi", Quantity::Pressure, 6894.757293168, 0.0}, // SP 811 (NIST), appendix B.8
    {"degC", Quantity::Temperature, 1.0, 273.15},
    {"°C", Quantity::Temperature, 1.0, 273.15},
    {"K", Quantity::Temperature, 1.0, 0.0},
    {"ppm", Quantity::Share, 1e-6, 0.0},
    {"%", Quantity::Share, 1e-2, 0.0},
};

const Unit *unitOf(std::string_view name)
{
    const auto *found =
        std::find_if(std::begin(units), std::end(units), [&](const Unit &unit) { return unit.name == name; });
    return found != std::end(units) ? found : nullptr;
}

bool isOf(std::string_view name, Quantity quantity)
{
    const Unit *unit = unitOf(name);
    return unit != nullptr && unit->quantity == quantity;
}

} // namespace

std::optional<double> inUnit(double value, std::string_view unit, std::string_view wanted)
{
    if (!std::isfinite(value)) {
        return std::nullopt;
    }
    if (unit == wanted) {
        return unit.empty() ? std::nullopt : std::optional(value);
    }
    const Unit *from = unitOf(unit);
    const Unit *to = unitOf(wanted);
    if (from == nullptr || to == nullptr || from->quantity != to->quantity) {
        return std::nullopt;
    }
    return (from->factor * value + from->offset - to->offset) / to->factor;
}

bool isPressureUnit(std::string_view unit)
{
    return isOf(unit, Quantity::Pressure);
}

bool isTemperatureUnit(std::string_view unit)
{
    return isOf(unit, Quantity::Temperature);
}

} // namespace tgc::bench

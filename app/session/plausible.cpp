// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/plausible.h"

#include <algorithm>
#include <array>

#include "analysis/core/decimal.h"

namespace tgc::session {

namespace {

struct Bounds {
    std::string_view column;
    double low = 0.0;
    double high = 0.0;
    std::string_view what;
};

constexpr std::array bounds = {
    Bounds{"ambient_pressure_kPa", 20.0, 200.0, "pressure that a syringe is opened to"},
    Bounds{"initial_pressure_kPa", 2.0, 2000.0, "pressure of the gas in a vial"},
    Bounds{"headspace_pressure_kPa", 2.0, 2000.0, "pressure of the gas in a vial"},
    Bounds{"titrant_vapour_kPa", 0.0, 200.0, "vapour pressure"},
    Bounds{"pressure_rating_kPa", 2.0, 20000.0, "rating of a vial"},
    Bounds{"pressure_kPa", 2.0, 2000.0, "pressure of a gas that is injected"},
    Bounds{"temperature_C", -50.0, 200.0, "temperature"},
    Bounds{"initial_temperature_C", -50.0, 200.0, "temperature"},
    Bounds{"syringe_temperature_C", -50.0, 200.0, "temperature"},
    Bounds{"injection_volume_mL", 0.0, 100.0, "volume that is injected"},
};

struct Unit {
    std::string_view name;
    double in_kPa = 0.0;
};

/// Units that people read off a barometer; none of them turns another's air pressure into one of its own.
constexpr std::array pressureUnits = {Unit{"Pa", 1e-3}, Unit{"hPa or mbar", 0.1}, Unit{"mmHg", 0.13332239},
                                      Unit{"psi", 6.89475729}, Unit{"bar or atm", 100.0}};

/// "; it looks like Pa: 101325 Pa are 101.325 kPa", where the number fits a unit.
std::string looksLike(std::string_view column, double value)
{
    constexpr double airLow_kPa = 80.0;
    constexpr double airHigh_kPa = 115.0;
    if (column.ends_with("_kPa")) {
        const auto unit = std::find_if(pressureUnits.begin(), pressureUnits.end(), [&](const Unit &each) {
            return value * each.in_kPa >= airLow_kPa && value * each.in_kPa <= airHigh_kPa;
        });
        return unit == pressureUnits.end() ? "" : "; it looks like " + std::string(unit->name);
    }
    constexpr double zero_K = 273.15;
    if (column.ends_with("_C") && value >= zero_K - 50.0 && value <= zero_K + 200.0) {
        return "; it looks like kelvin";
    }
    return column.ends_with("_mL") ? "; is it in microlitres?" : "";
}

} // namespace

Result<void> checkPlausible(const formats::TableRow &row, std::span<const std::string_view> columns)
{
    for (const std::string_view column : columns) {
        const auto bound =
            std::find_if(bounds.begin(), bounds.end(), [&](const Bounds &b) { return b.column == column; });
        const auto value = row.optionalNumber(column);
        if (!value) {
            return fail(value.error());
        }
        if (bound == bounds.end() || !*value || **value == 0.0 || (**value >= bound->low && **value <= bound->high)) {
            continue;
        }
        const std::string unit(column.substr(column.rfind('_') + 1));
        return row.bad(column, shortest(**value) + " is no " + std::string(bound->what) + " in " +
                                   (unit == "C" ? "degC" : unit) + " (" + shortest(bound->low) + " to " +
                                   shortest(bound->high) + ")" + looksLike(column, **value));
    }
    return {};
}

} // namespace tgc::session

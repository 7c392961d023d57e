// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace tgc::bench {

/// A value in another unit of the same quantity: pressures (Pa, kPa, MPa, hPa, mbar, bar, psi), temperatures (degC, °C,
/// K), shares of a gas (ppm, %), and any unit into itself. Empty: it cannot be told, and whoever asks must not guess
/// ("%LEL" is no share of a gas by itself; "sccm" and "mL/min" differ in their reference).
[[nodiscard]] std::optional<double> inUnit(double value, std::string_view unit, std::string_view wanted);

/// Whether this is a unit in which a pressure, or a temperature, can be limited.
[[nodiscard]] bool isPressureUnit(std::string_view unit);
[[nodiscard]] bool isTemperatureUnit(std::string_view unit);

} // namespace tgc::bench

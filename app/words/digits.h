// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace tgc::words {

/// What stands where nothing is known.
[[nodiscard]] QString notKnown();

/// A value with as many digits as its standard uncertainty gives meaning to (two digits of u); without u, five
/// significant digits. Always `.` as decimal sign, as everywhere in the program.
[[nodiscard]] QString valueText(double value, std::optional<double> u = std::nullopt);
[[nodiscard]] QString valueText(std::optional<double> value, std::optional<double> u = std::nullopt);

/// The uncertainty itself, two significant digits.
[[nodiscard]] QString uncertaintyText(double u);

/// A p value with three decimals, four below 0.01, "< 0.0001" below that.
[[nodiscard]] QString probabilityText(double p);
/// Hedges' g with two decimals.
[[nodiscard]] QString effectSizeText(double g);

} // namespace tgc::words

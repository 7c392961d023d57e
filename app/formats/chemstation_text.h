// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tgc::formats {

/// "25 uV*s" or "25 µV*s" -> "25uV*s": one spelling without blanks for the units of ChemStation.
[[nodiscard]] std::string chemstationUnit(std::string_view unit);

} // namespace tgc::formats

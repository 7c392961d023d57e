// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "analysis/core/units.h"

namespace tgc {

/// A metal that gives hydrogen with the titrant: M + z H2O -> M(OH)z + z/2 H2. The table of them is
/// resources/chemistry/metals.toml.
struct Analyte {
    std::string name;
    MolarMass molarMass{};
    double hydrogenPerAtom = 0.5; ///< mol H2 per mol metal
    int charges = 1;              ///< electrons per atom
    std::map<std::string, std::string> reactions; ///< by titrant, as printed with a result
    std::string source;           ///< of molar mass and reaction
};

/// Metallic lithium: what a vial holds unless its record says otherwise.
[[nodiscard]] const Analyte &lithium();

/// What is counted, in words: the reaction with this titrant, or that with water where the table has none.
[[nodiscard]] std::string reactionOf(const Analyte &analyte, const std::string &titrant);

[[nodiscard]] Amount metalOf(const Analyte &analyte, Amount hydrogen);
[[nodiscard]] Amount hydrogenOf(const Analyte &analyte, Amount metal);
[[nodiscard]] Mass massOf(const Analyte &analyte, Amount metal);
/// n z F.
[[nodiscard]] Charge chargeOf(const Analyte &analyte, Amount metal);
[[nodiscard]] Amount metalOfCharge(const Analyte &analyte, Charge charge);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analysis/core/units.h"

namespace tgc {

/// A metal that gives hydrogen with the titrant: M + z H2O -> M(OH)z + z/2 H2.
struct Analyte {
    std::string_view name;
    MolarMass molarMass{};
    double hydrogenPerAtom = 0.5; ///< mol H2 per mol metal
    int charges = 1;              ///< electrons per atom
};

/// Li, Na, K (two atoms a H2, one charge), Mg, Ca (one H2 and two charges an atom). Molar masses: IUPAC 2021
/// conventional values. Empty for an unknown name.
[[nodiscard]] std::optional<Analyte> analyteByName(std::string_view name);
[[nodiscard]] const std::vector<Analyte> &knownAnalytes();

[[nodiscard]] Amount metalOf(const Analyte &analyte, Amount hydrogen);
[[nodiscard]] Amount hydrogenOf(const Analyte &analyte, Amount metal);
[[nodiscard]] Mass massOf(const Analyte &analyte, Amount metal);
/// n z F.
[[nodiscard]] Charge chargeOf(const Analyte &analyte, Amount metal);
[[nodiscard]] Amount metalOfCharge(const Analyte &analyte, Charge charge);

} // namespace tgc

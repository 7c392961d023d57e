// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/stoichiometry.h"

#include "analysis/core/constants.h"

namespace tgc {

const std::vector<Analyte> &knownAnalytes()
{
    static const std::vector<Analyte> table = {
        {"Li", gramsPerMole(constants::molarMassLithium_g_per_mol), 0.5, 1},
        {"Na", gramsPerMole(22.98976928), 0.5, 1},
        {"K", gramsPerMole(39.0983), 0.5, 1},
        {"Mg", gramsPerMole(24.305), 1.0, 2},
        {"Ca", gramsPerMole(40.078), 1.0, 2},
    };
    return table;
}

std::optional<Analyte> analyteByName(std::string_view name)
{
    for (const Analyte &analyte : knownAnalytes()) {
        if (analyte.name == name) {
            return analyte;
        }
    }
    return std::nullopt;
}

Amount metalOf(const Analyte &analyte, Amount hydrogen)
{
    return hydrogen / analyte.hydrogenPerAtom;
}

Amount hydrogenOf(const Analyte &analyte, Amount metal)
{
    return metal * analyte.hydrogenPerAtom;
}

Mass massOf(const Analyte &analyte, Amount metal)
{
    return metal * analyte.molarMass;
}

Charge chargeOf(const Analyte &analyte, Amount metal)
{
    return coulombs(inMoles(metal) * analyte.charges * constants::faraday_C_per_mol);
}

Amount metalOfCharge(const Analyte &analyte, Charge charge)
{
    return moles(inCoulombs(charge) / (analyte.charges * constants::faraday_C_per_mol));
}

} // namespace tgc

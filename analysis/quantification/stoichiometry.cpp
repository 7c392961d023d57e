// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/stoichiometry.h"

#include "analysis/core/constants.h"

namespace tgc {

const Analyte &lithium()
{
    static const Analyte metal{
        "Li", gramsPerMole(constants::molarMassLithium_g_per_mol), 0.5,
        1,    {{"water", "2 Li + 2 H2O -> 2 LiOH + H2"}},          "conventional atomic weight, IUPAC 2021"};
    return metal;
}

std::string reactionOf(const Analyte &analyte, const std::string &titrant)
{
    const auto own = analyte.reactions.find(titrant);
    const auto found = own == analyte.reactions.end() ? analyte.reactions.find("water") : own;
    return found == analyte.reactions.end() ? std::string() : found->second;
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

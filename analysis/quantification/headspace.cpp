// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/headspace.h"

#include "analysis/core/constants.h"

namespace tgc {

namespace {

double gasConstantTimes(Temperature temperature)
{
    return constants::gasConstant_J_per_mol_K * inKelvin(temperature);
}

Amount gaseous(const ClosedVial &vial, Amount hydrogen)
{
    return hydrogen / (1.0 + dissolvedRatio(vial));
}

} // namespace

Volume freeVolume(const ClosedVial &vial)
{
    return vial.vial - vial.solids - vial.liquid;
}

double dissolvedRatio(const ClosedVial &vial)
{
    return inMolesPerCubicMeterPascal(vial.solubility) * gasConstantTimes(vial.temperature) *
           (vial.liquid / freeVolume(vial));
}

VialPressures vialPressures(const ClosedVial &vial, Amount hydrogen)
{
    VialPressures result;
    const double expansion = (vial.vial - vial.solids) / freeVolume(vial);
    result.inert = vial.initialPressure * (inKelvin(vial.temperature) / inKelvin(vial.initialTemperature)) * expansion;
    result.vapour = vial.vapour;
    result.hydrogen = pascals(inMoles(gaseous(vial, hydrogen)) * gasConstantTimes(vial.temperature) /
                              inCubicMeters(freeVolume(vial)));
    return result;
}

Amount lockedDraw(const ClosedVial &vial, Amount hydrogen, Volume syringe)
{
    return gaseous(vial, hydrogen) * double(syringe / (freeVolume(vial) + syringe));
}

Amount equalisedInjection(const ClosedVial &vial, Amount hydrogen, Volume syringe, Pressure ambient,
                          Temperature syringeTemperature)
{
    const VialPressures pressures = vialPressures(vial, hydrogen);
    const double fraction = pressures.hydrogen / pressures.total();
    return moles(fraction * inPascals(ambient) * inCubicMeters(syringe) / gasConstantTimes(syringeTemperature));
}

} // namespace tgc

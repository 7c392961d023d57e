// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/core/constants.h"
#include "analysis/core/decimal.h"
#include "analysis/quantification/vial_hydrogen.h"
#include "analysis/quantification/water.h"

namespace tgc {

namespace {

/// Order of vialInputNames.
enum Input : std::size_t {
    VialVolume,
    SolidsVolume,
    LiquidVolume,
    InitialPressure,
    InitialTemperature,
    VialTemperature,
    TitrantVapour,
    Solubility,
    InjectionVolume,
    DiscardedVolume,
    AmbientPressure,
    HeadspacePressure,
    SyringeTemperature,
    CheckArea,
    CheckCertificate,
};

template <class Q>
double moved(const Estimate<Q> &input, const VialDeviations &z, Input which)
{
    return input.value.value() + z[which] * input.u.value();
}

double moved(const TemperatureEstimate &input, const VialDeviations &z, Input which)
{
    return inKelvin(input.value) + z[which] * inKelvinDifference(input.u);
}

/// The vial in SI numbers, at given deviations.
struct Gas {
    double temperature_K = 0.0;
    double freeVolume_m3 = 0.0;
    double dissolvedRatio = 0.0;
    double inert_Pa = 0.0;
    double vapour_Pa = 0.0;
};

Gas gasOf(const VialRecord &vial, const VialDeviations &z)
{
    Gas gas;
    gas.temperature_K = moved(*vial.temperature, z, VialTemperature);
    const double liquid = moved(*vial.liquidVolume, z, LiquidVolume);
    const double room = moved(*vial.vialVolume, z, VialVolume) - moved(vial.solidsVolume, z, SolidsVolume);
    gas.freeVolume_m3 = room - liquid;
    const double solubility = vial.solubility
                                  ? moved(*vial.solubility, z, Solubility)
                                  : inMolesPerCubicMeterPascal(hydrogenSolubility(kelvin(gas.temperature_K)));
    gas.dissolvedRatio =
        solubility * constants::gasConstant_J_per_mol_K * gas.temperature_K * liquid / gas.freeVolume_m3;
    // Sealed at the temperature it has now unless stated: then the ratio is exactly 1, whatever the uncertainty.
    const double warming =
        vial.initialTemperature ? gas.temperature_K / moved(*vial.initialTemperature, z, InitialTemperature) : 1.0;
    gas.inert_Pa = moved(vial.initialPressure, z, InitialPressure) * warming * room / gas.freeVolume_m3;
    gas.vapour_Pa = vial.titrantVapour ? moved(*vial.titrantVapour, z, TitrantVapour)
                                       : inPascals(waterVapourPressure(kelvin(gas.temperature_K)));
    return gas;
}

/// H2 in the gas of the vial before an equalised draw. The valve was opened to ambient pressure, so what was injected
/// is y P_amb V_s / (R T_s). Where the expanded gas stands below ambient none leaves: the locked formula.
Result<double> gasBeforeEqualisedDraw(const VialRecord &vial, const DrawRecord &draw, const VialDeviations &z,
                                      const Gas &gas, double inertLeft, double injected_mol, double syringe_m3)
{
    const double ambient = moved(*draw.ambientPressure, z, AmbientPressure);
    const double syringe_K = draw.syringeTemperature ? moved(*draw.syringeTemperature, z, SyringeTemperature)
                                                     : moved(*vial.temperature, z, VialTemperature);
    const double r = constants::gasConstant_J_per_mol_K;
    const double fraction = injected_mol * r * syringe_K / (ambient * syringe_m3); // y, wet
    if (fraction >= 1.0) {
        return fail(ErrorCode::BadInput, "the area stands for " + shortest(injected_mol * 1e9) +
                                             " nmol H2, more than " + shortest(syringe_m3 * 1e6) +
                                             " mL of gas hold at ambient pressure: check "
                                             "injection_volume_mL, the area and the calibration");
    }
    double pressure = 0.0;
    if (draw.headspacePressure) {
        pressure = moved(*draw.headspacePressure, z, HeadspacePressure);
    } else {
        // P = P_other + y P
        pressure = (gas.inert_Pa * inertLeft + gas.vapour_Pa) / (1.0 - fraction);
    }
    if (pressure * gas.freeVolume_m3 / (gas.freeVolume_m3 + syringe_m3) < ambient) {
        return injected_mol * (gas.freeVolume_m3 + syringe_m3) / syringe_m3;
    }
    return fraction * pressure * gas.freeVolume_m3 / (r * gas.temperature_K);
}

double matchedUnit_mol(const VialRecord &vial, const Calibration &curve)
{
    if (curve.unit == AmountUnit::VialMicromole) {
        return 1e-6;
    }
    return inMoles(hydrogenOf(vial.analyte, micrograms(1.0) / vial.analyte.molarMass));
}

double freeVolumeRatio(const Calibration &curve, const Gas &gas)
{
    if (!curve.matchedVolumes) {
        return 1.0;
    }
    const auto &v = *curve.matchedVolumes;
    return gas.freeVolume_m3 / inCubicMeters(v.vial - v.solids - v.liquid);
}

/// Read off the curve, and where asked for divided by the response that check standards had at this injection.
Result<double> amountOfDraw(const DrawRecord &draw, std::span<const double> coefficients, const VialDeviations &z,
                            double area)
{
    auto amount = solveAmount(coefficients, area);
    if (!amount || !draw.response) {
        return amount;
    }
    const auto response = responseBy(*draw.response, coefficients);
    if (!response) {
        return fail(response.error());
    }
    const double moved = 1.0 + z[CheckArea] * draw.response->areaU + z[CheckCertificate] * draw.response->certificateU;
    return *amount / (*response * moved);
}

} // namespace

Result<void> hydrogenOfDraws(const VialRecord &vial, const Calibration &curve, std::span<const double> coefficients,
                             const VialDeviations &z, std::span<const double> areas, std::span<double> out)
{
    // Matched standards without volumes need nothing of the vial for a first draw.
    const bool haveGas = vial.vialVolume && vial.liquidVolume && vial.temperature;
    const Gas gas = haveGas ? gasOf(vial, z) : Gas{};
    double hydrogenLeft = 1.0; // part of the untouched vial's H2 that is still there
    double inertLeft = 1.0;
    const auto withdraw = [&](double volume) {
        const double part = volume / (gas.freeVolume_m3 + volume);
        hydrogenLeft *= 1.0 - part / (1.0 + gas.dissolvedRatio);
        inertLeft *= 1.0 - part;
    };
    for (std::size_t i = 0; i < vial.draws.size(); ++i) {
        const DrawRecord &draw = vial.draws[i];
        const auto amount = amountOfDraw(draw, coefficients, z, areas[i]);
        if (!amount) {
            return fail(amount.error());
        }
        if (haveGas && inCubicMeters(draw.discardedVolume.value) > 0.0) {
            withdraw(moved(draw.discardedVolume, z, DiscardedVolume));
        }
        const double syringe_m3 = draw.injectionVolume ? moved(*draw.injectionVolume, z, InjectionVolume) : 0.0;
        switch (draw.sampling) {
        case Sampling::Locked:
            out[i] = *amount * 1e-9 * (gas.freeVolume_m3 + syringe_m3) / syringe_m3 * (1.0 + gas.dissolvedRatio) /
                     hydrogenLeft;
            break;
        case Sampling::Equalised:
            if (const auto inGas = gasBeforeEqualisedDraw(vial, draw, z, gas, inertLeft, *amount * 1e-9, syringe_m3)) {
                out[i] = *inGas * (1.0 + gas.dissolvedRatio) / hydrogenLeft;
            } else {
                return fail(inGas.error());
            }
            break;
        case Sampling::Matched:
            out[i] = *amount * matchedUnit_mol(vial, curve) * freeVolumeRatio(curve, gas) / hydrogenLeft;
            break;
        }
        if (haveGas && syringe_m3 > 0.0) {
            withdraw(syringe_m3);
        }
    }
    return {};
}

} // namespace tgc

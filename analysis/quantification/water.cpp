// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/water.h"

#include <array>
#include <cmath>

#include "analysis/core/constants.h"

namespace tgc {

namespace {

constexpr double criticalTemperature_K = 647.096;
constexpr double criticalPressure_Pa = 22.064e6;

} // namespace

Pressure waterVapourPressure(Temperature temperature)
{
    constexpr std::array a = {-7.85951783, 1.84408259, -11.7866497, 22.6807411, -15.9618719, 1.80122502};
    constexpr std::array b = {1.0, 1.5, 3.0, 3.5, 4.0, 7.5};
    const double reduced = inKelvin(temperature) / criticalTemperature_K;
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += a[i] * std::pow(1.0 - reduced, b[i]);
    }
    return pascals(criticalPressure_Pa * std::exp(sum / reduced));
}

Density waterDensity(Temperature temperature)
{
    constexpr std::array c = {999.83952, 16.945176, -7.9870401e-3, -46.170461e-6, 105.56302e-9, -280.54253e-12};
    const double t = inCelsius(temperature);
    double polynomial = 0.0;
    for (std::size_t i = c.size(); i-- > 0;) {
        polynomial = polynomial * t + c[i];
    }
    return kilogramsPerCubicMeter(polynomial / (1.0 + 16.879850e-3 * t));
}

HenrySolubility hydrogenSolubility(Temperature temperature)
{
    constexpr double a = -4.73284;
    constexpr double b = 6.08954;
    constexpr double c = 6.06066;
    const double reduced = inKelvin(temperature) / criticalTemperature_K;
    const double tau = 1.0 - reduced;
    const double henry_Pa =
        inPascals(waterVapourPressure(temperature)) *
        std::exp(a / reduced + b * std::pow(tau, 0.355) / reduced + c * std::pow(reduced, -0.41) * std::exp(tau));
    const double molarMass_kg = constants::molarMassWater_g_per_mol / 1e3;
    return molesPerCubicMeterPascal(inKilogramsPerCubicMeter(waterDensity(temperature)) / molarMass_kg / henry_Pa);
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/vial.h"

#include <algorithm>
#include <cmath>

namespace tgc::simulation {

namespace {

// In mL, kPa, K and umol: 1 kPa mL = 1e-3 J, so R carries a factor 1e-3 from J/mol to kPa mL/umol.
constexpr double gasConstant_kPa_mL_per_umol_K = 8.31446261815324e-3;
constexpr double faraday_C_per_mol = 96485.33212331002;

} // namespace

double waterVapour_kPa(double temperature_K)
{
    const double theta = temperature_K - 0.23855557567849 / (temperature_K - 650.17534844798);
    const double a = theta * theta + 1167.0521452767 * theta - 724213.16703206;
    const double b = -17.073846940092 * theta * theta + 12020.824702470 * theta - 3232555.0322333;
    const double c = 14.915108613530 * theta * theta - 4823.2657361591 * theta + 405113.40542057;
    const double root = 2.0 * c / (-b + std::sqrt(b * b - 4.0 * a * c));
    return 1000.0 * root * root * root * root;
}

double h2Solubility_mol_m3_Pa(double temperature_K)
{
    return 7.8e-6 * std::exp(530.0 * (1.0 / temperature_K - 1.0 / 298.15));
}

double hydrogenFromLithium_umol(double lithium_mAh)
{
    return 0.5 * lithium_mAh * 3.6 / faraday_C_per_mol * 1e6;
}

Vial::Vial(const VialSetup &setup) : m_setup(setup), m_hydrogen_umol(setup.hydrogen_umol)
{
    m_inert_umol = setup.initialPressure_kPa * (setup.vialVolume_mL - setup.solidsVolume_mL) /
                   (gasConstant_kPa_mL_per_umol_K * setup.initialTemperature_K);
}

double Vial::headspace_mL() const
{
    return m_setup.vialVolume_mL - m_setup.solidsVolume_mL - m_setup.liquidVolume_mL;
}

double Vial::gaseousHydrogen_umol() const
{
    // n_aq / n_g = H_s R T V_L / V_g, with H_s in mol/(m3 Pa) and R in J/(mol K).
    const double dissolved = h2Solubility_mol_m3_Pa(m_setup.temperature_K) * gasConstant_kPa_mL_per_umol_K * 1e3 *
                             m_setup.temperature_K * m_setup.liquidVolume_mL / headspace_mL();
    return m_hydrogen_umol / (1.0 + dissolved);
}

double Vial::pressure_kPa() const
{
    return (m_inert_umol + gaseousHydrogen_umol()) * gasConstant_kPa_mL_per_umol_K * m_setup.temperature_K /
               headspace_mL() +
           waterVapour_kPa(m_setup.temperature_K);
}

double Vial::expandInto_umol(double syringe_mL)
{
    const double share = syringe_mL / (headspace_mL() + syringe_mL);
    const double taken = gaseousHydrogen_umol() * share;
    m_inert_umol -= m_inert_umol * share;
    m_hydrogen_umol -= taken;
    return taken;
}

double Vial::drawLocked_nmol(double syringe_mL)
{
    return expandInto_umol(syringe_mL) * 1e3;
}

double Vial::drawEqualised_nmol(double syringe_mL, double ambient_kPa, double syringeTemperature_K)
{
    const double expanded_kPa = pressure_kPa() * headspace_mL() / (headspace_mL() + syringe_mL);
    const double taken_nmol = drawLocked_nmol(syringe_mL);
    // The gas in the syringe comes to the syringe's temperature as it comes to ambient pressure.
    const double kept = ambient_kPa * m_setup.temperature_K / (expanded_kPa * syringeTemperature_K);
    return expanded_kPa < ambient_kPa ? taken_nmol : taken_nmol * std::min(1.0, kept);
}

} // namespace tgc::simulation

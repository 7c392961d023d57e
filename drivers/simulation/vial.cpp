// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/vial.h"

#include <algorithm>
#include <cmath>

namespace tgc::simulation {

namespace {

// In mL, kPa, K and umol: 1 kPa mL = 1e-3 J, so R carries a factor 1e-3 from J/mol to kPa mL/umol.
constexpr double gasConstant_kPa_mL_per_umol_K = 8.31446261815324e-3;
constexpr double faraday_C_per_mol = 96485.33212331002;
constexpr double oxygenInAir = 0.21;
constexpr double leastHeadspace_mL = 0.1;

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

double idealGas_umol(double pressure_kPa, double volume_mL, double temperature_K)
{
    return pressure_kPa * volume_mL / (gasConstant_kPa_mL_per_umol_K * temperature_K);
}

Vial::Vial(const VialSetup &setup) : m_setup(setup), m_hydrogen_umol(setup.hydrogen_umol)
{
    m_inert_umol = idealGas_umol(setup.initialPressure_kPa, setup.vialVolume_mL - setup.solidsVolume_mL,
                                 setup.initialTemperature_K);
}

void Vial::advance(double time_s)
{
    m_air_umol += m_setup.leak_umol_per_h * time_s / 3600.0;
    if (m_setup.liquidVolume_mL > 0.0 && m_setup.lithium_mAh > 0.0) {
        const double left_mAh = m_setup.lithium_mAh * std::exp(-time_s / m_setup.reactionTime_s);
        m_hydrogen_umol += hydrogenFromLithium_umol(m_setup.lithium_mAh - left_mAh);
        m_setup.lithium_mAh = left_mAh;
    }
}

void Vial::addLiquid(double volume_mL)
{
    m_setup.liquidVolume_mL += std::min(volume_mL, std::max(0.0, headspace_mL() - leastHeadspace_mL));
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
    const double dry_kPa = (m_inert_umol + m_air_umol + gaseousHydrogen_umol()) * gasConstant_kPa_mL_per_umol_K *
                           m_setup.temperature_K / headspace_mL();
    return m_setup.liquidVolume_mL > 0.0 ? dry_kPa + waterVapour_kPa(m_setup.temperature_K) : dry_kPa;
}

Gas Vial::drawLocked(double syringe_mL)
{
    const double share = syringe_mL / (headspace_mL() + syringe_mL);
    const double h2_umol = gaseousHydrogen_umol() * share;
    const double air_umol = m_air_umol * share;
    const double inert_umol = m_inert_umol * share;
    m_inert_umol -= inert_umol;
    m_air_umol -= air_umol;
    m_hydrogen_umol -= h2_umol;
    return {h2_umol * 1e3, oxygenInAir * air_umol * 1e3, (1.0 - oxygenInAir) * air_umol * 1e3,
            (h2_umol + air_umol + inert_umol) * 1e3};
}

Gas Vial::drawEqualised(double syringe_mL, double ambient_kPa, double syringeTemperature_K)
{
    const double expanded_kPa = pressure_kPa() * headspace_mL() / (headspace_mL() + syringe_mL);
    Gas gas = drawLocked(syringe_mL);
    if (expanded_kPa >= ambient_kPa) {
        // The gas in the syringe comes to the syringe's temperature as it comes to ambient pressure.
        const double kept = std::min(1.0, ambient_kPa * m_setup.temperature_K / (expanded_kPa * syringeTemperature_K));
        gas = {gas.h2_nmol * kept, gas.o2_nmol * kept, gas.n2_nmol * kept, gas.total_nmol * kept};
    }
    return gas;
}

} // namespace tgc::simulation

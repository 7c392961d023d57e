// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc::simulation {

/// Saturation pressure of water in kPa: IAPWS-IF97, region 4, equation 30 (273.15 K to 647.096 K).
[[nodiscard]] double waterVapour_kPa(double temperature_K);
/// Henry solubility of H2 in water, mol/(m3 Pa): 7.8e-6 exp(530 K (1/T - 1/298.15 K)) (Sander 2023, henrys-law.org).
[[nodiscard]] double h2Solubility_mol_m3_Pa(double temperature_K);
/// H2 that metallic lithium gives with water, umol: 2 Li + 2 H2O -> 2 LiOH + H2, one electron an atom.
[[nodiscard]] double hydrogenFromLithium_umol(double lithium_mAh);

/// A vial as it is when the titrant is in and the reaction has ended.
struct VialSetup {
    double vialVolume_mL = 0.0;
    double solidsVolume_mL = 0.0;
    double liquidVolume_mL = 0.0;
    double initialPressure_kPa = 101.325; ///< of the box gas it was sealed with, before the titrant
    double initialTemperature_K = 298.15;
    double temperature_K = 298.15;        ///< when gas is drawn
    double hydrogen_umol = 0.0;           ///< gas and dissolved together
};

/// The closed vial: box gas compressed by the titrant, saturated water vapour, H2 in gas and liquid (ideal gas, Henry).
/// Every draw takes gas out; vapour and H2 come to equilibrium again before the next one.
class Vial {
public:
    explicit Vial(const VialSetup &setup);

    [[nodiscard]] double headspace_mL() const;
    [[nodiscard]] double pressure_kPa() const;
    [[nodiscard]] double hydrogen_umol() const { return m_hydrogen_umol; }

    /// Gas expands into the syringe, whose valve is then shut: nmol H2 in the syringe.
    double drawLocked_nmol(double syringe_mL);
    /// The same, then the syringe is opened to ambient pressure at its own temperature. Gas leaves it where it stands
    /// above ambient; where it stands below, air enters and all the H2 stays.
    double drawEqualised_nmol(double syringe_mL, double ambient_kPa, double syringeTemperature_K);

private:
    [[nodiscard]] double gaseousHydrogen_umol() const;
    /// Takes a syringe's share of all gas out; H2 in it.
    double expandInto_umol(double syringe_mL);

    VialSetup m_setup;
    double m_inert_umol = 0.0;
    double m_hydrogen_umol = 0.0;
};

} // namespace tgc::simulation

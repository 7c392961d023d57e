// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tgc::simulation {

/// Saturation pressure of water in kPa: IAPWS-IF97, region 4, equation 30 (273.15 K to 647.096 K).
[[nodiscard]] double waterVapour_kPa(double temperature_K);
/// Henry solubility of H2 in water, mol/(m3 Pa): 7.8e-6 exp(530 K (1/T - 1/298.15 K)) (Sander 2023, henrys-law.org).
[[nodiscard]] double h2Solubility_mol_m3_Pa(double temperature_K);
/// H2 that metallic lithium gives with water, umol: 2 Li + 2 H2O -> 2 LiOH + H2, one electron an atom.
[[nodiscard]] double hydrogenFromLithium_umol(double lithium_mAh);
/// All gas in a volume at this pressure and temperature, umol (ideal).
[[nodiscard]] double idealGas_umol(double pressure_kPa, double volume_mL, double temperature_K);

/// What a syringe holds.
struct Gas {
    double h2_nmol = 0.0;
    double o2_nmol = 0.0;
    double n2_nmol = 0.0;
    double total_nmol = 0.0; ///< with box gas, without water vapour
};

/// A vial as it stands when the bench begins.
struct VialSetup {
    double vialVolume_mL = 0.0;
    double solidsVolume_mL = 0.0;
    double liquidVolume_mL = 0.0;         ///< titrant that is in already
    double initialPressure_kPa = 101.325; ///< of the box gas it was sealed with, before any titrant
    double initialTemperature_K = 298.15;
    double temperature_K = 298.15;        ///< from now on
    double hydrogen_umol = 0.0;           ///< gas and dissolved together
    double lithium_mAh = 0.0;             ///< metallic, not yet met by water
    double reactionTime_s = 60.0;         ///< the lithium left falls by e in this time, once there is water
    double leak_umol_per_h = 0.0;         ///< of air, through the septum
};

/// The closed vial: box gas compressed by the titrant, saturated water vapour, H2 in gas and liquid (ideal gas, Henry),
/// lithium that turns into H2 after water has come. Gas and liquid are in equilibrium before every draw.
class Vial {
public:
    explicit Vial(const VialSetup &setup);

    /// Time passes: reaction and leak.
    void advance(double time_s);
    /// Titrant comes in through the closed septum. A tenth of a millilitre always stays free.
    void addLiquid(double volume_mL);

    [[nodiscard]] double headspace_mL() const;
    [[nodiscard]] double pressure_kPa() const;
    [[nodiscard]] double hydrogen_umol() const { return m_hydrogen_umol; }
    [[nodiscard]] double lithium_mAh() const { return m_setup.lithium_mAh; }
    [[nodiscard]] double liquid_mL() const { return m_setup.liquidVolume_mL; }
    [[nodiscard]] double temperature_K() const { return m_setup.temperature_K; }

    /// Gas expands into the syringe, whose valve is then shut.
    Gas drawLocked(double syringe_mL);
    /// The same, then the syringe is opened to ambient pressure at its own temperature. Gas leaves it where it stands
    /// above ambient; where it stands below, air enters and all the H2 stays.
    Gas drawEqualised(double syringe_mL, double ambient_kPa, double syringeTemperature_K);

private:
    [[nodiscard]] double gaseousHydrogen_umol() const;

    VialSetup m_setup;
    double m_inert_umol = 0.0;
    double m_air_umol = 0.0;
    double m_hydrogen_umol = 0.0;
};

} // namespace tgc::simulation

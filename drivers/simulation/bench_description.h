// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::simulation {

/// Drawn evenly between the two; equal for a fixed value.
struct Range {
    double low = 0.0;
    double high = 0.0;
};

struct ComponentSetup {
    std::string name; ///< H2, O2 or N2
    double retention_s = 0.0;
    double sigma_s = 0.0;
    double tau_s = 0.0;
    Range response_uV_s_per_nmol;
};

struct ChromatographSetup {
    double run_s = 0.0;
    double preparing_s = 0.0; ///< after a run, until it is ready again
    double offset_uV = 0.0;
    double noise_uV = 0.0; ///< standard deviation of one sample, white
    Range drift_uV_per_min;
    double wander_uV = 0.0; ///< amplitude of a slow wave
    double valve_s = 0.0;   ///< when the valve turns back
    double valveStep_uV = 0.0;
    double repeatability = 0.0; ///< of an area, from injection to injection
    Range needleAir_nmol;       ///< air that gets into every injection
    std::vector<ComponentSetup> components;
};

struct CylinderSetup {
    std::vector<double> levels_ppm; ///< H2 in argon, by the certificates
    double uRel = 0.0;              ///< of the certificate and the syringe, common to all levels
};

/// What is written down of every vial, and how far the real one may be from it (standard uncertainties).
struct VialPlan {
    double volume_mL = 0.0, uVolume_mL = 0.0;
    double solids_mL = 0.0, uSolids_mL = 0.0;
    double liquid_mL = 0.0, uLiquid_mL = 0.0; ///< of the water that the pump is to give
    double sealed_kPa = 0.0, uSealed_kPa = 0.0;
    double sealed_C = 0.0;
    double temperature_C = 0.0, uTemperature_C = 0.0;
    double syringe_mL = 0.0, uSyringe_mL = 0.0;
    double syringe_C = 0.0;
    double ambient_kPa = 0.0, uAmbient_kPa = 0.0;
    double uGauge_kPa = 0.0;
    double background_umol = 0.0;        ///< H2 of foil, septum and water, in every vial
    double backgroundScatter_umol = 0.0; ///< from vial to vial
    double reaction_s = 0.0;
    double leak_umol_per_h = 0.0;
};

struct VialPlace {
    int position = 0; ///< at the sampler, from 1
    Range li0_mAh;    ///< metallic lithium; 0: a blank
    Range seiLi_mAh;  ///< lithium that gives no hydrogen
    bool dosed = false; ///< the water came long ago
};

struct PumpSetup {
    int address = 1;
    double syringe_mL = 1.0;
    double uSyringe_rel = 0.0;
    double backlash_steps = 12.0; ///< of the real drive; the pump's own setting K makes up for it
};

/// A simulated bench: resources/bench/simulated.toml, where every field is explained.
struct BenchDescription {
    std::string name = "simulated";
    double rate_hz = 10.0; ///< of the digitiser's polling
    ChromatographSetup chromatograph;
    CylinderSetup cylinders;
    VialPlan vial;
    std::vector<VialPlace> vials;
    PumpSetup pump;
};

/// BadInput: "FILE:LINE: what is wrong", the first of all complaints.
[[nodiscard]] Result<BenchDescription> readBenchDescription(const std::filesystem::path &file);

/// What the simulation put into one vial.
struct VialTruth {
    int position = 0;
    double li0_mAh = 0.0;
    double seiLi_mAh = 0.0;
    double background_umol = 0.0;
};

} // namespace tgc::simulation

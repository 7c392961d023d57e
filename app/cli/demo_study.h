// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::cli {

/// Drawn evenly between the two; equal for a fixed value.
struct Range {
    double low = 0.0;
    double high = 0.0;
};

struct DemoComponent {
    std::string name;
    double retention_s = 0.0;
    double sigma_s = 0.0;
    double tau_s = 0.0;
    std::optional<Range> area_uV_s; ///< of what comes from elsewhere; empty for H2, whose area is the sample's
};

struct DemoChromatograph {
    double duration_s = 0.0;
    double interval_s = 0.0;
    double offset_uV = 0.0;
    double noise_uV = 0.0;
    Range drift_uV_per_min;
    double wander_uV = 0.0;
    double valve_s = 0.0;
    double valveStep_uV = 0.0;
    Range response_uV_s_per_nmol;
    double repeatability = 0.0;
    std::vector<DemoComponent> components;
};

struct DemoStandards {
    std::vector<double> fractions_ppm;
    int replicates = 0;
    double injectionVolume_mL = 0.0;
    double pressure_kPa = 0.0;
    double temperature_C = 0.0;
    double uRel = 0.0;
    double checkFraction_ppm = 0.0;
};

struct DemoVial {
    double volume_mL = 0.0, uVolume_mL = 0.0;
    double solids_mL = 0.0, uSolids_mL = 0.0;
    double liquid_mL = 0.0, uLiquid_mL = 0.0;
    double sealed_kPa = 0.0, uSealed_kPa = 0.0;
    double sealed_C = 0.0;
    double temperature_C = 0.0, uTemperature_C = 0.0;
    double syringe_mL = 0.0, uSyringe_mL = 0.0;
    double syringe_C = 0.0;
    double ambient_kPa = 0.0, uAmbient_kPa = 0.0;
    double uGauge_kPa = 0.0;
};

struct DemoGroup {
    std::string name;
    std::string electrolyte;
    std::string morphology;
    int samples = 0;
    int draws = 0;
    bool equalised = false;
    bool measuredPressure = false;
    Range li0_mAh;
    Range seiLi_mAh;
};

/// What `tgc demo` simulates: resources/demo/study.toml, where every field is explained.
struct DemoStudy {
    DemoChromatograph chromatograph;
    DemoStandards standards;
    DemoVial vial;
    int blanks = 0;
    double background_umol = 0.0;
    double backgroundScatter_umol = 0.0;
    double plated_mAh = 0.0;
    double uCharge_mAh = 0.0;
    std::vector<DemoGroup> groups;
};

/// BadInput names the file and the field that is missing or no number.
[[nodiscard]] Result<DemoStudy> readDemoStudy(const std::filesystem::path &file);

} // namespace tgc::cli

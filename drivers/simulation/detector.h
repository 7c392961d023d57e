// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "drivers/simulation/random.h"

namespace tgc::simulation {

/// Exponentially modified Gaussian of unit area (Grushka 1972): a Gaussian of mean `centre_s` and width `sigma_s`
/// convolved with an exponential decay of time constant `tau_s`.
[[nodiscard]] double emg_per_s(double time_s, double centre_s, double sigma_s, double tau_s);

/// One component as the detector sees it.
struct SimulatedPeak {
    double area_uV_s = 0.0;
    double centre_s = 0.0;
    double sigma_s = 0.0;
    double tau_s = 0.0;
};

/// The signal's own habits, without any sample.
struct DetectorHabits {
    double duration_s = 0.0;
    double interval_s = 0.0;
    double offset_uV = 0.0;
    double noise_uV = 0.0;          ///< standard deviation of one sample, white
    double drift_uV_per_min = 0.0;
    double wander_uV = 0.0;         ///< amplitude of a slow sine of random phase
    double wanderPeriod_s = 600.0;
    double valve_s = 0.0;           ///< when the valve turns back
    double valveStep_uV = 0.0;      ///< and how far the baseline jumps then
};

/// The chromatogram of these components, in uV from time 0.
[[nodiscard]] Result<Chromatogram> detect(const std::vector<SimulatedPeak> &peaks, const DetectorHabits &habits,
                                          Random &random);

} // namespace tgc::simulation

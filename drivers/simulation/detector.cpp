// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/detector.h"

#include <cmath>
#include <numbers>

namespace tgc::simulation {

namespace {

/// exp(z^2) erfc(z) for z >= 0; beyond 25 its asymptotic series, because erfc underflows there.
double scaledErfc(double z)
{
    if (z < 25.0) {
        return std::exp(z * z) * std::erfc(z);
    }
    const double inverseSquare = 1.0 / (z * z);
    return std::numbers::inv_sqrtpi / z * (1.0 - 0.5 * inverseSquare + 0.75 * inverseSquare * inverseSquare);
}

} // namespace

double emg_per_s(double time_s, double centre_s, double sigma_s, double tau_s)
{
    const double u = (time_s - centre_s) / sigma_s;
    const double ratio = sigma_s / tau_s;
    const double z = (ratio - u) / std::numbers::sqrt2;
    // Two forms of the same function, each where it neither overflows nor cancels.
    if (z >= 0.0) {
        return 0.5 / tau_s * std::exp(-0.5 * u * u) * scaledErfc(z);
    }
    return 0.5 / tau_s * std::exp(0.5 * ratio * ratio - ratio * u) * std::erfc(z);
}

Result<Chromatogram> detect(const std::vector<SimulatedPeak> &peaks, const DetectorHabits &habits, Random &random)
{
    const auto count = static_cast<std::size_t>(std::lround(habits.duration_s / habits.interval_s)) + 1;
    const double phase = random.uniform(0.0, 2.0 * std::numbers::pi);
    std::vector<double> values_uV(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double t = static_cast<double>(i) * habits.interval_s;
        double signal = habits.offset_uV + habits.drift_uV_per_min * t / 60.0 +
                        habits.wander_uV * std::sin(2.0 * std::numbers::pi * t / habits.wanderPeriod_s + phase) +
                        random.normal(0.0, habits.noise_uV);
        if (t >= habits.valve_s) {
            signal += habits.valveStep_uV;
        }
        for (const SimulatedPeak &peak : peaks) {
            signal += peak.area_uV_s * emg_per_s(t, peak.centre_s, peak.sigma_s, peak.tau_s);
        }
        // An A/D converter has finite steps; a hundredth of a microvolt also keeps the files small.
        values_uV[i] = std::round(signal * 100.0) / 100.0;
    }
    return Chromatogram::uniform(seconds(0.0), seconds(habits.interval_s), std::move(values_uV), "uV");
}

} // namespace tgc::simulation

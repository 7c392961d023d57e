// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/chromatograph.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace tgc::simulation {

namespace {

constexpr double relay_s = 0.12; // Agilent's remote connector, pins 4 and 5
constexpr double recovery_s = 4.0; // how fast the baseline comes back after a run
constexpr std::array<double, 3> wavePeriods_s{611.0, 1013.0, 1709.0};
constexpr std::array<double, 3> waveShares{0.6, 0.3, 0.1};

std::size_t indexOf(const std::string &component)
{
    return component == "H2" ? 0 : component == "O2" ? 1 : 2;
}

} // namespace

Chromatograph::Chromatograph(const ChromatographSetup &setup, double rate_hz, std::uint64_t seed)
    : m_setup(setup), m_relay_s(std::max(relay_s, 1.5 / rate_hz)), m_seed(seed)
{
    Random random(seed, "chromatograph");
    for (const ComponentSetup &component : setup.components) {
        m_response[indexOf(component.name)] =
            random.uniform(component.response_uV_s_per_nmol.low, component.response_uV_s_per_nmol.high);
    }
    for (double &phase : m_phases) {
        phase = random.uniform(0.0, 2.0 * std::numbers::pi);
    }
}

Chromatograph::State Chromatograph::state(double time_s) const
{
    if (!m_began_s || time_s < *m_began_s || time_s >= *m_began_s + m_setup.run_s + m_setup.preparing_s) {
        return State::Ready;
    }
    return time_s < *m_began_s + m_setup.run_s ? State::Running : State::Preparing;
}

bool Chromatograph::relayClosed(double time_s) const
{
    return m_began_s && time_s >= *m_began_s && time_s < *m_began_s + m_relay_s;
}

bool Chromatograph::start(double time_s)
{
    if (state(time_s) != State::Ready) {
        return false;
    }
    m_began_s = time_s;
    ++m_starts;
    if (m_result) {
        m_before = m_result;
    }
    m_result = RunResult{};
    Random random(m_seed, "run " + std::to_string(m_starts));
    m_drift_uV_per_s = random.uniform(m_setup.drift_uV_per_min.low, m_setup.drift_uV_per_min.high) / 60.0;
    std::erase_if(m_peaks, [&](const SimulatedPeak &peak) {
        return peak.centre_s + 20.0 * (peak.sigma_s + peak.tau_s) < time_s;
    });
    return true;
}

bool Chromatograph::inject(double time_s, const Gas &gas)
{
    if (!start(time_s)) {
        return false;
    }
    Random random(m_seed, "injection " + std::to_string(m_starts));
    const double air_nmol = random.uniform(m_setup.needleAir_nmol.low, m_setup.needleAir_nmol.high);
    const std::array<double, 3> amounts_nmol{gas.h2_nmol, gas.o2_nmol + 0.21 * air_nmol, gas.n2_nmol + 0.79 * air_nmol};
    const double total_nmol = gas.total_nmol + air_nmol;
    std::array<double, 3> percent{};
    for (const ComponentSetup &component : m_setup.components) {
        const std::size_t i = indexOf(component.name);
        const double scatter = random.normal(1.0, m_setup.repeatability);
        m_peaks.push_back({m_response[i] * amounts_nmol[i] * scatter, time_s + component.retention_s, component.sigma_s,
                           component.tau_s});
        percent[i] = total_nmol > 0.0 ? 100.0 * amounts_nmol[i] * scatter / total_nmol : 0.0;
    }
    m_result = RunResult{percent[0], percent[1], percent[2]};
    return true;
}

double Chromatograph::signal_uV(double time_s) const
{
    double signal = m_setup.offset_uV;
    for (std::size_t i = 0; i < wavePeriods_s.size(); ++i) {
        signal += m_setup.wander_uV * waveShares[i] *
                  std::sin(2.0 * std::numbers::pi * time_s / wavePeriods_s[i] + m_phases[i]);
    }
    const double since_s = m_began_s ? time_s - *m_began_s : time_s;
    if (m_began_s && since_s >= 0.0) {
        const double back = std::exp(-std::max(0.0, since_s - m_setup.run_s) / recovery_s);
        signal += m_drift_uV_per_s * std::min(since_s, m_setup.run_s) * back;
        if (since_s >= m_setup.valve_s) {
            signal += m_setup.valveStep_uV * back;
        }
    }
    for (const SimulatedPeak &peak : m_peaks) {
        signal += peak.area_uV_s * emg_per_s(time_s, peak.centre_s, peak.sigma_s, peak.tau_s);
    }
    // The noise belongs to the tenth of a millisecond after the injection: asking twice does not make it smaller.
    const auto tick = static_cast<std::int64_t>(std::llround(since_s * 1e4)) + (std::int64_t{m_starts} << 40);
    return signal + m_setup.noise_uV * normalAt(m_seed, "noise", tick);
}

int Chromatograph::runsDone(double time_s) const
{
    return state(time_s) == State::Running ? m_starts - 1 : m_starts;
}

std::optional<RunResult> Chromatograph::lastResult(double time_s) const
{
    return state(time_s) == State::Running ? m_before : m_result;
}

} // namespace tgc::simulation

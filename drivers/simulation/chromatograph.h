// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "drivers/simulation/bench_description.h"
#include "drivers/simulation/detector.h"
#include "drivers/simulation/vial.h"

namespace tgc::simulation {

/// What the chromatograph's own data system made of a run: shares of the injected gas, in percent.
struct RunResult {
    double h2_percent = 0.0;
    double o2_percent = 0.0;
    double n2_percent = 0.0;
};

/// A gas chromatograph with an analog detector output and a remote connector. Ready; a start begins a run, with or
/// without an injection; after the run it prepares, and is ready again. Times are simulated seconds.
class Chromatograph {
public:
    enum class State { Ready, Running, Preparing };

    /// The start relay closes for 120 ms, or longer where the digitiser would look past that.
    Chromatograph(const ChromatographSetup &setup, double rate_hz, std::uint64_t seed);

    [[nodiscard]] State state(double time_s) const;
    [[nodiscard]] bool relayClosed(double time_s) const;
    /// When the run under way, or the last one, was started.
    [[nodiscard]] std::optional<double> began_s() const { return m_began_s; }
    /// Starts a run of nothing. False: it is not ready.
    bool start(double time_s);
    /// Gas goes onto the column, and the run starts. False: not ready, and the gas is lost.
    bool inject(double time_s, const Gas &gas);

    /// What the detector gives out. The same at the same time after the same injection, however often it is asked.
    [[nodiscard]] double signal_uV(double time_s) const;
    [[nodiscard]] int runsDone(double time_s) const;
    /// Of the last run that has ended.
    [[nodiscard]] std::optional<RunResult> lastResult(double time_s) const;
    /// Area of one nmol H2, uV s.
    [[nodiscard]] double response_uV_s_per_nmol() const { return m_response[0]; }

private:
    ChromatographSetup m_setup;
    double m_relay_s;
    std::uint64_t m_seed;
    std::array<double, 3> m_response{}; ///< of H2, O2, N2
    std::array<double, 3> m_phases{};
    std::optional<double> m_began_s;
    int m_starts = 0;
    double m_drift_uV_per_s = 0.0;
    std::vector<SimulatedPeak> m_peaks; ///< centres on the bench's time axis
    std::optional<RunResult> m_result;  ///< of the run under way or ended
    std::optional<RunResult> m_before;  ///< of the one before
};

} // namespace tgc::simulation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

#include "app/session/vial_step_records.h"
#include "drivers/simulation/bench_model.h"
#include "tests/day/plan.h"

/// The physics of the simulated bench without any device: a person doses, waits, draws and injects, and the chromatograph's
/// own data system writes the signal. Nothing of the station or of a driver is in it.
namespace tgc::test {

class HandBench {
public:
    HandBench(const simulation::BenchDescription &bench, std::uint64_t seed) : m_bench(bench), m_model(bench, seed, {})
    {
    }

    [[nodiscard]] std::vector<simulation::VialTruth> truth() const { return m_model.truth(); }
    /// What the clock on the wall shows: the day began on 2025-06-02 at 08:00 UTC.
    [[nodiscard]] std::string utc() const
    {
        namespace time = std::chrono;
        const auto since = time::milliseconds(static_cast<std::int64_t>(m_model.now_s() * 1e3));
        return session::utcText(time::sys_days(time::year{2025} / 6 / 2) + time::hours(8) + since);
    }
    void wait(double seconds) { m_model.advance(m_model.now_s() + seconds); }
    void dose(int position, double volume_mL)
    {
        if (!m_model.doseByHand(position, volume_mL)) {
            qFatal("there is no vial %d", position);
        }
    }
    /// Draws, injects and waits for the end of the run: its chromatogram, native CSV.
    [[nodiscard]] QByteArray inject(const DayLine &line)
    {
        using State = simulation::Chromatograph::State;
        while (m_model.chromatograph().state(m_model.now_s()) != State::Ready) {
            wait(1.0);
        }
        m_model.sampler = {line.position, line.isGas(), 1e3 * dayDraw_mL, line.gas_ppm, line.sampling == "equalised"};
        if (!m_model.orderInjection(m_model.now_s())) {
            qFatal("%s cannot be injected", line.id.c_str());
        }
        while (m_model.drawing()) {
            wait(0.1);
        }
        const double start_s = m_model.now_s();
        QByteArray csv = "# source: simulated\ntime_s,signal_uV\n";
        for (int sample = 0; sample < 10 * static_cast<int>(m_bench.chromatograph.run_s); ++sample) {
            const double time_s = 0.1 * sample;
            csv += cell(time_s) + ',' + cell(m_model.chromatograph().signal_uV(start_s + time_s)) + '\n';
        }
        wait(m_bench.chromatograph.run_s);
        return csv;
    }

private:
    simulation::BenchDescription m_bench;
    simulation::BenchModel m_model;
};

} // namespace tgc::test

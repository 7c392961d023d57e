// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "drivers/api/clock.h"
#include "drivers/simulation/bench_description.h"
#include "drivers/simulation/chromatograph.h"
#include "drivers/simulation/pump_drive.h"
#include "drivers/simulation/vial.h"

namespace tgc::simulation {

/// What the sampler is set to do.
struct SamplerSetting {
    int vial = 0; ///< position under needle, titrant line and gauge; 0: none
    bool standard = false;
    double volume_uL = 500.0;
    double level_ppm = 0.0;
    bool equalised = false;
};

/// The whole bench as one physical thing: vials, cylinders, sampler, chromatograph, pump, room. Every simulated device is
/// a window into it. Its time is the one that is given in, never the machine's; the same seed and the same orders at the
/// same times give the same bench.
class BenchModel {
public:
    enum class Result { None, Injected, Failed };

    BenchModel(const BenchDescription &description, std::uint64_t seed, drivers::Instant start);
    BenchModel(const BenchModel &) = delete;
    BenchModel &operator=(const BenchModel &) = delete;
    ~BenchModel() = default;

    /// Simulated seconds since the bench began.
    [[nodiscard]] double secondsAt(drivers::Instant instant) const;
    /// Everything happens that is due by then. Going back is no movement.
    void advance(double time_s);
    [[nodiscard]] double now_s() const { return m_now_s; }

    [[nodiscard]] Chromatograph &chromatograph() { return m_chromatograph; }
    [[nodiscard]] const Chromatograph &chromatograph() const { return m_chromatograph; }
    [[nodiscard]] PumpDrive &pump() { return m_pump; }
    [[nodiscard]] const BenchDescription &description() const { return m_description; }
    [[nodiscard]] std::uint64_t seed() const { return m_seed; }

    /// The line `start` of the remote connector; low for 500 us or longer starts a run.
    void setStartLine(bool low, double time_s);

    SamplerSetting sampler;
    [[nodiscard]] bool hasLevel(double level_ppm) const;
    [[nodiscard]] bool hasVial(int position) const { return m_vials.contains(position); }
    [[nodiscard]] bool drawing() const { return m_injection_s.has_value(); }
    [[nodiscard]] int injections() const { return m_injections; }
    [[nodiscard]] Result samplerResult() const { return m_result; }
    /// Draws and injects as set. False: busy, or the chromatograph is not ready.
    bool orderInjection(double time_s);
    /// A person gives water into a vial with a syringe, now. False: there is no such vial.
    bool doseByHand(int position, double volume_mL);
    /// The sampler lost its power: what it was doing is over, and it counts from 0.
    void resetSampler();

    /// Of the vial at the gauge, or the room's; with the gauge's own error, kPa absolute.
    [[nodiscard]] double gaugePressure_kPa() const;
    [[nodiscard]] double gaugeTemperature_C() const;
    [[nodiscard]] double ambient_kPa() const { return m_ambient_kPa; }

    [[nodiscard]] std::vector<VialTruth> truth() const;
    /// The vial itself, for tests; empty where there is none.
    [[nodiscard]] const Vial *vial(int position) const;

private:
    struct RealVial {
        Vial vial;
        VialTruth truth;
        double syringeFactor = 1.0; ///< what is drawn here, over what the syringe shows
    };
    void addVial(const VialPlace &place);
    void passTime(double time_s);
    void carryOutInjection(double time_s);

    BenchDescription m_description;
    std::uint64_t m_seed;
    drivers::Instant m_start;
    Chromatograph m_chromatograph;
    PumpDrive m_pump;
    std::map<int, RealVial> m_vials;
    double m_ambient_kPa = 0.0;
    double m_gaugeError_kPa = 0.0;
    double m_certificate = 1.0;
    double m_now_s = 0.0;
    std::optional<double> m_startLow_s;
    std::optional<double> m_injection_s;
    int m_injections = 0;
    Result m_result = Result::None;
};

} // namespace tgc::simulation

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace tgc::simulation {

/// One movement of the pump, as its program orders it. Positions are steps of the full stroke's 3000 (fractions with
/// microsteps); times are simulated seconds.
struct PumpMove {
    enum class Kind { Plunger, Valve, Delay, Home };
    Kind kind = Kind::Plunger;
    double target_steps = 0.0; ///< of Plunger
    char valve = 'i';          ///< of Valve and Home: i o b e
    double duration_s = 0.0;
    bool silent = false; ///< ordered by a lower-case letter: the pump does not report busy
};

/// Plunger, valve and water of a syringe pump. The gear has play: turning round, the motor moves some steps before the
/// piston does; the pump's backlash setting drives so many steps more.
class PumpDrive {
public:
    static constexpr double fullStroke_steps = 3000.0;

    /// `deliver` is told of water that leaves through the output port, in mL, and when.
    PumpDrive(double syringe_mL, double play_steps, std::function<void(double volume_mL, double time_s)> deliver);

    void advance(double time_s);
    /// Begins the moves one after the other, now. Whatever was going on is over.
    void begin(double time_s, const std::vector<PumpMove> &moves);
    /// Stops where it is, dropping what was to come.
    void terminate(double time_s);
    /// The next plunger movement stalls half way.
    void jamNext() { m_jam = true; }

    [[nodiscard]] bool moving(double time_s) const;
    [[nodiscard]] bool busy(double time_s) const; ///< moving, and reporting it
    /// True once after a movement stalled.
    [[nodiscard]] bool takeJammed();
    [[nodiscard]] double position_steps() const { return m_motor_steps; }
    [[nodiscard]] char valve() const { return m_valve; }
    [[nodiscard]] double water_mL() const { return m_water_mL; }
    double compensation_steps = 12.0; ///< the pump's setting K

private:
    struct Running {
        PumpMove move;
        double begin_s = 0.0;
        double end_s = 0.0;
        double from_steps = 0.0;
    };
    void movePiston(double motor_steps, double time_s);

    double m_mLPerStep;
    double m_play_steps;
    std::function<void(double, double)> m_deliver;
    std::vector<Running> m_plan;
    double m_motor_steps = 0.0;
    double m_piston_steps = 0.0;
    double m_water_mL = 0.0; ///< in the syringe; the rest is air
    char m_valve = 'o';
    bool m_jam = false;
    bool m_jammed = false;
};

} // namespace tgc::simulation

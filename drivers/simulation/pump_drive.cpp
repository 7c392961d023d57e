// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/pump_drive.h"

#include <algorithm>
#include <utility>

namespace tgc::simulation {

PumpDrive::PumpDrive(double syringe_mL, double play_steps, std::function<void(double, double)> deliver)
    : m_mLPerStep(syringe_mL / fullStroke_steps), m_play_steps(play_steps), m_deliver(std::move(deliver))
{
}

void PumpDrive::begin(double time_s, const std::vector<PumpMove> &moves)
{
    terminate(time_s);
    double at_s = time_s;
    double from = m_motor_steps;
    for (const PumpMove &move : moves) {
        m_plan.push_back({move, at_s, at_s + move.duration_s, from});
        at_s += move.duration_s;
        if (move.kind == PumpMove::Kind::Plunger) {
            from = move.target_steps;
        } else if (move.kind == PumpMove::Kind::Home) {
            from = 0.0;
        }
    }
}

void PumpDrive::terminate(double time_s)
{
    advance(time_s);
    m_plan.clear();
}

bool PumpDrive::moving(double time_s) const
{
    return !m_plan.empty() && time_s < m_plan.back().end_s;
}

bool PumpDrive::busy(double time_s) const
{
    return std::any_of(m_plan.begin(), m_plan.end(),
                       [time_s](const Running &each) { return time_s < each.end_s && !each.move.silent; });
}

bool PumpDrive::takeJammed()
{
    return std::exchange(m_jammed, false);
}

void PumpDrive::movePiston(double motor_steps, double time_s)
{
    // Backlash compensation sets the motor ahead by half the setting in the direction of travel; the piston hangs in
    // the play of the gear around the motor.
    const double ahead = motor_steps > m_motor_steps ? 0.5 : motor_steps < m_motor_steps ? -0.5 : 0.0;
    m_motor_steps = motor_steps;
    const double motor = motor_steps + ahead * compensation_steps;
    const double piston = ahead == 0.0
                              ? m_piston_steps
                              : std::clamp(m_piston_steps, motor - 0.5 * m_play_steps, motor + 0.5 * m_play_steps);
    const double drawn_mL = (piston - m_piston_steps) * m_mLPerStep;
    m_piston_steps = piston;
    if (drawn_mL >= 0.0) {
        m_water_mL += m_valve == 'i' ? drawn_mL : 0.0;
        return;
    }
    const double given_mL = std::min(m_water_mL, -drawn_mL);
    m_water_mL -= given_mL;
    if (m_valve == 'o' && given_mL > 0.0) {
        m_deliver(given_mL, time_s);
    }
}

void PumpDrive::advance(double time_s)
{
    while (!m_plan.empty() && time_s >= m_plan.front().begin_s) {
        const Running now = m_plan.front();
        const bool done = time_s >= now.end_s;
        const double share =
            done || now.end_s <= now.begin_s ? 1.0 : (time_s - now.begin_s) / (now.end_s - now.begin_s);
        const double at_s = std::min(time_s, now.end_s);
        if (now.move.kind == PumpMove::Kind::Plunger || now.move.kind == PumpMove::Kind::Home) {
            const bool home = now.move.kind == PumpMove::Kind::Home;
            if (home) {
                m_valve = now.move.valve; // what is in the syringe goes out there
            }
            const double target = home ? 0.0 : now.move.target_steps;
            if (m_jam && share >= 0.5) {
                movePiston(now.from_steps + 0.5 * (target - now.from_steps), at_s);
                m_jam = false;
                m_jammed = true;
                m_plan.clear();
                return;
            }
            movePiston(now.from_steps + share * (target - now.from_steps), at_s);
        } else if (now.move.kind == PumpMove::Kind::Valve && done) {
            m_valve = now.move.valve;
        }
        if (!done) {
            return;
        }
        m_plan.erase(m_plan.begin());
    }
}

} // namespace tgc::simulation

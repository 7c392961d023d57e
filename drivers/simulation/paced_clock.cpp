// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/simulation/paced_clock.h"

#include <algorithm>
#include <cmath>

namespace tgc::simulation {

using drivers::Duration;
using drivers::Instant;

namespace {

/// Longer than a busy machine keeps a client from its processor: at full speed a second is a quarter of an hour of signal.
constexpr Duration patience = std::chrono::seconds(5);

Duration scaled(Duration duration, double factor)
{
    return Duration(std::llround(static_cast<double>(duration.count()) * factor));
}

} // namespace

PacedClock::PacedClock(double speed, double rate_hz, Instant wall)
    : m_speed(speed), m_period(std::llround(1e9 / rate_hz)), m_wall(wall)
{
}

Instant PacedClock::running(Instant wall) const
{
    return m_bench + scaled(wall - m_wall, m_speed);
}

Instant PacedClock::at(Instant wall)
{
    if (m_waits && wall >= m_lastPoll + patience) {
        // Nobody came: from then on it runs free.
        m_bench = std::min(running(m_lastPoll + patience), m_next);
        m_wall = m_lastPoll + patience;
        m_waits = false;
    }
    const Instant free = running(wall);
    return m_waits ? std::min(free, m_next) : free;
}

Instant PacedClock::polled(Instant wall)
{
    const Instant now = at(wall);
    if (m_speed <= 1.0) {
        return now;
    }
    if (!m_waits) {
        const std::int64_t passed = (now.time_since_epoch() + m_period - Duration(1)) / m_period;
        m_next = Instant(passed * m_period);
    }
    if (now >= m_next) { // it stood here
        m_bench = m_next;
        m_wall = wall;
    }
    const Instant sampled = m_next;
    m_next += m_period;
    m_lastPoll = wall;
    m_waits = true;
    return sampled;
}

Instant PacedClock::wallAt(Instant bench) const
{
    const Instant wall = m_wall + scaled(bench - m_bench, 1.0 / m_speed);
    return m_waits && bench > m_next ? std::max(wall, m_lastPoll + patience) : wall;
}

} // namespace tgc::simulation

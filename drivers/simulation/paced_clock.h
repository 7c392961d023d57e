// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drivers/api/clock.h"

namespace tgc::simulation {

/// The bench's clock: it follows the clock on the wall, `speed` times as fast. Faster than the wall it waits for the
/// digitiser: while somebody polls the signal, it does not pass the next instant of the sampling grid before that poll
/// has come, and each poll stands for one such instant. A hiccup of the machine then costs time and no samples. Without
/// a poll for five seconds it runs free. It begins at 0, and never goes back.
class PacedClock {
public:
    PacedClock(double speed, double rate_hz, drivers::Instant wall);

    /// The bench's time at this instant of the wall's, which never goes back.
    [[nodiscard]] drivers::Instant at(drivers::Instant wall);
    /// The signal is polled: the instant of the bench's time that the answer stands for and goes out at.
    [[nodiscard]] drivers::Instant polled(drivers::Instant wall);
    /// When the wall's clock will show this instant of the bench's; as far as can be foreseen.
    [[nodiscard]] drivers::Instant wallAt(drivers::Instant bench) const;
    [[nodiscard]] double speed() const { return m_speed; }

private:
    [[nodiscard]] drivers::Instant running(drivers::Instant wall) const;

    double m_speed;
    drivers::Duration m_period;
    drivers::Instant m_wall; ///< at this instant of the wall's
    drivers::Instant m_bench{}; ///< the bench's clock stood here
    bool m_waits = false;
    drivers::Instant m_next{}; ///< it waits there
    drivers::Instant m_lastPoll{}; ///< of the wall's
};

} // namespace tgc::simulation

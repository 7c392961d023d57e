// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/api/clock.h"

#include <thread>

namespace tgc::drivers {

Instant SystemClock::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now());
}

void SystemClock::sleepUntil(Instant instant)
{
    std::this_thread::sleep_until(instant);
}

} // namespace tgc::drivers

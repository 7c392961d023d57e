// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace tgc::drivers {

/// Nanoseconds of a clock that never jumps. A deadline is an Instant, not a duration: what is passed down cannot grow.
using Duration = std::chrono::nanoseconds;
using Instant = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// The time a driver lives by: the machine's in a station, a test's own in a test. Safe to call from any thread.
class Clock {
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() const = 0;
    virtual void sleepUntil(Instant instant) = 0;
};

/// The machine's monotonic clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    void sleepUntil(Instant instant) override;
};

} // namespace tgc::drivers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "drivers/api/clock.h"

namespace tgc::test {

/// A clock that moves when somebody waits.
class VirtualClock final : public drivers::Clock {
public:
    [[nodiscard]] drivers::Instant now() const override { return m_now; }
    void sleepUntil(drivers::Instant instant) override { m_now = std::max(m_now, instant); }

private:
    drivers::Instant m_now{std::chrono::hours(1)};
};

} // namespace tgc::test

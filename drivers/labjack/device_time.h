// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "drivers/api/clock.h"

namespace tgc::drivers::t7 {

/// The T7's timers as one time that never goes back: CORE_TIMER counts fine and wraps every 107.37 s, SYSTEM_TIMER_20HZ
/// counts the wraps. Pure.
///
/// The sample was taken between the question and its answer, so the host knows of every interval a shortest and a longest
/// length. A device that counted less than the shortest was restarted: time goes on by the host's clock then, and the
/// caller is told. (A simulated bench in a hurry may stand still: there only timers that went back tell.) Without a 20 Hz timer, or with one that does not go with the core timer, the host's bounds count the
/// wraps; where they allow none, or more than one answer, that is told as a jump too.
class DeviceTime {
public:
    /// `scale`: device seconds a host second; other than 1 only on a simulated bench.
    explicit DeviceTime(double scale = 1.0) : m_scale(scale) {}

    struct Step {
        double time_s = 0.0; ///< 0 at the first step
        bool jumped = false;
    };
    /// `asked` and `answered`: the host's clock around the exchange.
    [[nodiscard]] Step advance(std::uint32_t core, std::optional<std::uint32_t> system, Instant asked,
                               Instant answered);

    /// False once the 20 Hz timer contradicted the core timer: its address may be wrong for this firmware.
    [[nodiscard]] bool systemTimerBelieved() const { return m_believeSystem; }

private:
    struct Bounds {
        double shortest_s = 0.0;
        double longest_s = 0.0;
    };
    [[nodiscard]] std::optional<std::uint64_t> ticksBySystem(std::uint32_t core, std::uint32_t system);
    [[nodiscard]] std::optional<std::uint64_t> ticksByHost(std::uint32_t core, const Bounds &bounds) const;

    double m_scale;
    bool m_started = false;
    bool m_believeSystem = true;
    std::uint32_t m_core = 0;
    std::optional<std::uint32_t> m_system;
    Instant m_asked{};
    Instant m_answered{};
    double m_base_s = 0.0; ///< where the count below began
    std::uint64_t m_ticks = 0; ///< since then, whole: no rounding adds up over a week
};

} // namespace tgc::drivers::t7

// SPDX-License-Identifier: GPL-3.0-or-later
#include "drivers/labjack/device_time.h"

#include <algorithm>
#include <cmath>

#include "drivers/labjack/register_map.h"

namespace tgc::drivers::t7 {

namespace {

constexpr double wrap_s = 4294967296.0 / coreTimerHz;
/// The two timers are read one after the other, and one of them in steps of 50 ms.
constexpr double timersApart_s = 0.25;
/// How far the two clocks may drift from each other: quartz to quartz it is a ten thousandth, and the host's is slewed.
constexpr double drift = 0.002;
constexpr double slack_s = 0.002;
/// A bench that runs faster than the wall clock waits for its digitiser, so long in host seconds, and its clock lags.
constexpr double pause_s = 0.3;

} // namespace

std::optional<std::uint64_t> DeviceTime::ticksBySystem(std::uint32_t core, std::uint32_t system)
{
    const std::uint32_t fine = core - m_core;
    const std::uint32_t coarse = system - *m_system;
    if (coarse > 0x80000000U) {
        return std::nullopt; // it went back: restarted
    }
    const double coarse_s = coarse / systemTimerHz;
    const double wraps = std::max(0.0, std::round((coarse_s - fine / coreTimerHz) / wrap_s));
    if (std::abs(wraps * wrap_s + fine / coreTimerHz - coarse_s) > timersApart_s) {
        m_believeSystem = false;
        return std::nullopt;
    }
    return (static_cast<std::uint64_t>(wraps) << 32U) + fine;
}

std::optional<std::uint64_t> DeviceTime::ticksByHost(std::uint32_t core, const Bounds &bounds) const
{
    const std::uint32_t fine = core - m_core;
    const double wraps = std::max(0.0, std::ceil((bounds.shortest_s - fine / coreTimerHz) / wrap_s));
    const double elapsed_s = wraps * wrap_s + fine / coreTimerHz;
    if (elapsed_s > bounds.longest_s || elapsed_s + wrap_s <= bounds.longest_s) {
        return std::nullopt;
    }
    return (static_cast<std::uint64_t>(wraps) << 32U) + fine;
}

DeviceTime::Step DeviceTime::advance(std::uint32_t core, std::optional<std::uint32_t> system, Instant asked,
                                     Instant answered)
{
    Step step;
    if (m_started) {
        const auto scaled_s = [&](Duration d) { return std::chrono::duration<double>(d).count() * m_scale; };
        const double around_s = m_scale == 1.0 ? slack_s : pause_s * m_scale;
        const Bounds bounds{scaled_s(asked - m_answered) * (1.0 - drift) - around_s,
                            scaled_s(answered - m_asked) * (1.0 + drift) + around_s};
        std::optional<std::uint64_t> ticks;
        const bool twoTimers = m_believeSystem && system && m_system;
        if (twoTimers) {
            ticks = ticksBySystem(core, *system);
            // More than the host counted is no fault: the host sleeps with its lid shut, the device does not.
            if (ticks && m_scale == 1.0 && static_cast<double>(*ticks) / coreTimerHz < bounds.shortest_s) {
                ticks.reset();
            }
        }
        if (!twoTimers || !m_believeSystem) {
            ticks = ticksByHost(core, bounds);
        }
        if (ticks) {
            m_ticks += *ticks;
        } else {
            m_base_s += static_cast<double>(m_ticks) / coreTimerHz + std::max(0.0, scaled_s(answered - m_answered));
            m_ticks = 0;
            step.jumped = true;
        }
    }
    m_started = true;
    m_core = core;
    m_system = system;
    m_asked = asked;
    m_answered = answered;
    step.time_s = m_base_s + static_cast<double>(m_ticks) / coreTimerHz;
    return step;
}

} // namespace tgc::drivers::t7

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/waiter.h"

#include <algorithm>

namespace tgc::bench {

using namespace std::chrono_literals;

Waiter::Waiter(BenchCore &core) : m_core(core), m_every(std::clamp<drivers::Duration>(core.wall(0.1), 2ms, 50ms)) {}

Waiter::End Waiter::until(const std::function<bool()> &done, std::optional<drivers::Instant> limit)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_interruption) {
            return End::Interrupted;
        }
        const std::uint64_t seen = m_wakes;
        lock.unlock();
        const bool is = done();
        const drivers::Instant now = m_core.now();
        lock.lock();
        if (m_interruption) {
            return End::Interrupted;
        }
        if (is) {
            return End::Done;
        }
        if (limit && now >= *limit) {
            return End::Late;
        }
        const drivers::Instant again = limit ? std::min(*limit, now + m_every) : now + m_every;
        m_wake.wait_until(lock, again, [&] { return m_wakes != seen || m_interruption.has_value(); });
    }
}

Waiter::End Waiter::pause(drivers::Duration wall)
{
    return until([] { return false; }, m_core.now() + wall);
}

void Waiter::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_wakes;
    }
    m_wake.notify_all();
}

void Waiter::interrupt(const std::string &status, const std::string &why)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_interruption) {
            m_interruption = Interruption{status, why};
        }
    }
    m_wake.notify_all();
}

void Waiter::clear()
{
    const std::lock_guard lock(m_mutex);
    m_interruption.reset();
}

std::optional<Waiter::Interruption> Waiter::interruption() const
{
    const std::lock_guard lock(m_mutex);
    return m_interruption;
}

} // namespace tgc::bench

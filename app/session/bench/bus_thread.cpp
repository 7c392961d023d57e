// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/bus_thread.h"

#include <algorithm>

namespace tgc::bench {

using namespace std::chrono_literals;

void BusThread::start()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = false;
    }
    m_thread = std::thread([this] { run(); });
}

void BusThread::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    std::deque<std::function<void(bool)>> left;
    {
        const std::lock_guard lock(m_mutex);
        left.swap(m_work);
    }
    for (const auto &work : left) {
        work(true);
    }
}

void BusThread::post(std::function<void(bool)> work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping) {
            m_work.push_back(std::move(work));
            m_wake.notify_all();
            return;
        }
    }
    work(true);
}

void BusThread::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (!m_work.empty()) {
            auto work = std::move(m_work.front());
            m_work.pop_front();
            lock.unlock();
            work(false);
            lock.lock();
            continue;
        }
        lock.unlock();
        drivers::Instant next = m_core.now() + 1s;
        for (const auto &slot : m_slots) {
            next = std::min(next, slot->step(m_core.now()));
        }
        lock.lock();
        if (m_work.empty() && !m_stopping && m_core.now() < next) {
            m_wake.wait_until(lock, next);
        }
    }
}

} // namespace tgc::bench

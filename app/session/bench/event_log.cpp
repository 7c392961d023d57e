// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/event_log.h"

#include <algorithm>
#include <iterator>

#include "app/session/bench/utc.h"

namespace tgc::bench {

EventLog::EventLog(std::size_t kept) : m_kept(std::max<std::size_t>(kept, 1)) {}

std::uint64_t EventLog::add(std::string what, nlohmann::json data)
{
    std::uint64_t number = 0;
    std::function<void()> listener;
    {
        const std::lock_guard lock(m_mutex);
        number = m_next++;
        m_events.push_back({number, utcNow(), std::move(what), std::move(data)});
        if (m_events.size() > m_kept) {
            m_events.pop_front();
        }
        listener = m_listener;
    }
    if (listener) {
        listener();
    }
    return number;
}

std::vector<Event> EventLog::since(std::uint64_t number, std::size_t limit) const
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t first = m_next - m_events.size();
    const std::size_t skip = number <= first ? 0 : std::min<std::size_t>(number - first, m_events.size());
    const std::size_t count = std::min(limit, m_events.size() - skip);
    const auto begin = std::next(m_events.begin(), static_cast<std::ptrdiff_t>(skip));
    return {begin, std::next(begin, static_cast<std::ptrdiff_t>(count))};
}

std::uint64_t EventLog::next() const
{
    const std::lock_guard lock(m_mutex);
    return m_next;
}

std::uint64_t EventLog::oldest() const
{
    const std::lock_guard lock(m_mutex);
    return m_next - m_events.size();
}

void EventLog::setListener(std::function<void()> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

} // namespace tgc::bench

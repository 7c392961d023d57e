// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace tgc::bench {

/// One thing that happened, as clients of the station are told it (docs/station-protocol.md).
struct Event {
    std::uint64_t number = 0;
    std::string utc;  ///< ISO 8601 ms Z
    std::string what; ///< device, reading, run, durable ...
    nlohmann::json data;
};

/// Numbers events and keeps the last ones, so that a client can attach again "from N". Thread-safe.
class EventLog {
public:
    explicit EventLog(std::size_t kept = 20000);

    std::uint64_t add(std::string what, nlohmann::json data);
    /// From `number` on, at most `limit`; what is no longer kept is missing at the beginning.
    [[nodiscard]] std::vector<Event> since(std::uint64_t number, std::size_t limit = 1000) const;
    [[nodiscard]] std::uint64_t next() const;   ///< number of the event to come
    [[nodiscard]] std::uint64_t oldest() const; ///< of those that are kept
    /// Told after every add, from whatever thread adds; must not wait and must not add.
    void setListener(std::function<void()> listener);

private:
    std::size_t m_kept;
    mutable std::mutex m_mutex;
    std::deque<Event> m_events;
    std::uint64_t m_next = 1;
    std::function<void()> m_listener;
};

} // namespace tgc::bench

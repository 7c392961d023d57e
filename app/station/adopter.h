// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "app/session/bench/event_log.h"

namespace tgc::station {

struct AdopterOptions {
    std::filesystem::path store;
    std::chrono::milliseconds firstRetry{1000};
    std::chrono::milliseconds longestRetry{60000};
    std::chrono::milliseconds busyTimeout{5000}; ///< for another program's transaction
    std::filesystem::path anchors{};             ///< folder of the store's anchor; empty: none is kept
};

/// Takes closed runs into the store, on a thread of its own. Where the store is locked or full the spool stays, and is
/// tried again, ever more seldom: no recording depends on it. What happens is told to the event log.
class Adopter {
public:
    Adopter(AdopterOptions options, bench::EventLog &events);
    Adopter(const Adopter &) = delete;
    Adopter &operator=(const Adopter &) = delete;
    /// Ends the thread after the transaction under way; spools that are left are taken in by the next start.
    ~Adopter();

    /// Never waits.
    void adopt(std::filesystem::path spool);
    /// Waits until none is left, at most so long. False: some are.
    bool finish(std::chrono::milliseconds longest);

private:
    struct Waiting {
        std::filesystem::path spool;
        std::chrono::steady_clock::time_point notBefore;
        std::chrono::milliseconds retryAfter;
        std::string said; ///< the last sentence, which is not said again
    };

    void work(const std::stop_token &stop);
    /// True: done with it, for good or for ill.
    bool tryOne(Waiting &one);
    void say(const char *level, const std::string &text);

    AdopterOptions m_options;
    bench::EventLog &m_events;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Waiting> m_waiting; ///< the first is the one under way
    bool m_working = false;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace tgc::station

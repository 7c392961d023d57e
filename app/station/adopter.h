// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "app/session/bench/event_log.h"
#include "app/session/station_step_files.h"
#include "db/store.h"

namespace tgc::station {

struct AdopterOptions {
    std::filesystem::path store;
    std::chrono::milliseconds firstRetry{1000};
    std::chrono::milliseconds longestRetry{60000};
    std::chrono::milliseconds busyTimeout{5000}; ///< for another program's transaction
    std::filesystem::path anchors{};             ///< folder of the store's anchor; empty: none is kept
    std::filesystem::path spool{};               ///< where steps of vials wait; empty: none are kept
    std::string bench{};                         ///< whose steps
    std::function<void()> adopted{};             ///< a run came into the store; must not wait
};

/// Takes closed runs, and steps of vials, into the store, on a thread of its own. Where the store is locked or full they
/// stay in their files, and are tried again, ever more seldom: no recording and no dose depends on it. What happens is told
/// to the event log.
class Adopter {
public:
    Adopter(AdopterOptions options, bench::EventLog &events);
    Adopter(const Adopter &) = delete;
    Adopter &operator=(const Adopter &) = delete;
    /// Ends the thread after the transaction under way; spools that are left are taken in by the next start.
    ~Adopter();

    /// Never waits.
    void adopt(std::filesystem::path spool);
    /// Keeps the step in a file before it returns, and then writes it into its vial's list. Where it cannot be kept that is
    /// told with all that it says.
    void record(const day::StationStep &step);
    /// Steps that an earlier station left behind.
    void recordLeft();
    /// Waits until none is left, at most so long. False: some are.
    bool finish(std::chrono::milliseconds longest);

private:
    struct Waiting {
        std::filesystem::path spool; ///< empty: steps of vials
        std::chrono::steady_clock::time_point notBefore;
        std::chrono::milliseconds retryAfter;
        std::string said; ///< the last sentence, which is not said again
    };

    void work(const std::stop_token &stop);
    /// True: done with it, for good or for ill.
    bool tryOne(Waiting &one);
    [[nodiscard]] Result<db::Store> openStore();
    [[nodiscard]] bool trySteps(Waiting &one);
    void tellStep(const day::StationStep &step, const std::string &refused, nlohmann::json more);
    void say(const char *level, const std::string &text);

    AdopterOptions m_options;
    bench::EventLog &m_events;
    session::StationStepFiles m_steps;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Waiting> m_waiting; ///< the first is the one under way
    bool m_working = false;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace tgc::station

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/session/bench/bench_parts.h"

namespace tgc::bench {

/// The queue and the thread that works through it, line by line; also ends a run that a person began. Thread-safe.
class QueueEngine {
public:
    explicit QueueEngine(BenchParts &parts) : m_parts(parts) {}
    QueueEngine(const QueueEngine &) = delete;
    QueueEngine &operator=(const QueueEngine &) = delete;
    ~QueueEngine() { stop("aborted"); }

    void start();
    /// Closes a run under way as `status` and ends the thread.
    void stop(const std::string &status);

    /// All rows or none; warnings in words.
    [[nodiscard]] Result<std::vector<std::string>> add(const std::vector<QueueRow> &rows, bool replace);
    void resume();
    void hold(const std::string &why);
    /// Waiting lines only. How many it were.
    std::size_t clear();
    [[nodiscard]] Result<std::string> startRun(const QueueRow &texts, std::optional<double> duration_s);
    [[nodiscard]] Result<void> stopRun();
    void abort(const std::string &why);
    /// The run is closed as stopped and kept, the queue held, the line at work ended; devices are left as they are.
    void halt(const std::string &why);

    [[nodiscard]] bool running() const;
    /// A line is at work.
    [[nodiscard]] bool atWork() const;
    [[nodiscard]] nlohmann::json json() const;

private:
    void run();
    void runLine(std::size_t index);
    [[nodiscard]] std::optional<std::size_t> nextLine();
    void watchOwnRun();
    void endAtOnce(const std::string &status, const std::string &reason, const char *word, bool safe);
    void endLine(LineState &state, const Result<void> &result) const;
    /// Said where lines are dosed by a pump that is not initialised yet.
    [[nodiscard]] std::optional<std::string> pumpWarning(const std::vector<QueueLine> &lines) const;
    [[nodiscard]] Result<void> fitsBench(const QueueLine &line) const;
    [[nodiscard]] std::optional<std::string> doseWarning(const QueueLine &line) const;
    void tellQueue(const std::string &why) const; ///< with m_mutex held

    BenchParts &m_parts;
    mutable std::mutex m_mutex;
    std::deque<LineState> m_lines;
    bool m_running = false;
    bool m_active = false;
    bool m_stopping = false;
    drivers::Instant m_retryAt{}; ///< of the thread: when a run that the disk refused is tried again
    std::thread m_thread;
};

} // namespace tgc::bench

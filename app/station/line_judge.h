// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/session/bench/bench.h"
#include "db/store.h"

namespace tgc::station {

struct LineJudgeOptions {
    std::filesystem::path store;
    std::chrono::milliseconds patience{120000}; ///< for the injections to come into the store, and the store to answer
    std::chrono::milliseconds firstRetry{500};
    std::chrono::milliseconds longestRetry{60000};
};

/// Judges lines of the queue once their injections are in the store, on a thread of its own: it reads the store, and writes
/// nothing. Every question is answered: where the store has not got the injections in time, or cannot be read, that is
/// `not judged`; and if they come after all, a second answer follows.
class LineJudge {
public:
    using Answer = std::function<void(std::uint64_t line, const bench::LineVerdict &)>;

    explicit LineJudge(LineJudgeOptions options);
    LineJudge(const LineJudge &) = delete;
    LineJudge &operator=(const LineJudge &) = delete;
    ~LineJudge();

    /// Whom answers are told, from the judge's thread. When this returns nobody of before is told any more.
    void answerTo(Answer answer);
    /// Never waits.
    void ask(bench::JudgeQuestion question);
    /// A run came into the store. Never waits.
    void adopted();

private:
    using Clock = std::chrono::steady_clock;
    struct Open {
        bench::JudgeQuestion question;
        Clock::time_point until; ///< then it is answered as not judged
        Clock::time_point again; ///< not looked at before
        std::chrono::milliseconds retryAfter;
        bool told = false; ///< that it could not be judged in time
    };

    void work(const std::stop_token &stop);
    /// The question that is due, taken out; with m_mutex held.
    [[nodiscard]] std::optional<Open> takeDue(Clock::time_point now);
    [[nodiscard]] Clock::time_point nextLook() const; ///< with m_mutex held
    /// True: it was answered for good.
    [[nodiscard]] bool tryOne(Open &one);
    [[nodiscard]] Result<bench::LineVerdict> judge(const bench::JudgeQuestion &question) const;
    void tell(std::uint64_t line, const bench::LineVerdict &verdict);

    LineJudgeOptions m_options;
    std::mutex m_answering;
    Answer m_answer;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Open> m_open;
    std::uint64_t m_adoptions = 0;
    std::jthread m_thread; ///< last: it uses all the others
};

} // namespace tgc::station

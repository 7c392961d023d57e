// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/parallel_blocks.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tgc::session {

namespace {

/// One round of blocks: every thread takes the next one that nobody has.
class Round {
public:
    Round(std::size_t blocks, const std::function<void(std::size_t)> &work) : m_blocks(blocks), m_work(work) {}

    void take(const GoOn &goOn)
    {
        try {
            while (!m_stopped) {
                if (goOn && !goOn()) {
                    m_stopped = true;
                    return;
                }
                const std::size_t block = m_next++;
                if (block >= m_blocks) {
                    return;
                }
                m_work(block);
                ++m_done;
            }
        } catch (...) { // out of memory: the caller's thread is the one that has somebody to tell
            const std::lock_guard lock(m_guard);
            m_stopped = true;
            m_thrown = std::current_exception();
        }
    }

    /// After all threads have ended.
    [[nodiscard]] bool complete() const
    {
        if (m_thrown) {
            std::rethrow_exception(m_thrown);
        }
        return m_done == m_blocks;
    }

private:
    const std::size_t m_blocks;
    const std::function<void(std::size_t)> &m_work;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<std::size_t> m_done = 0;
    std::atomic<bool> m_stopped = false;
    std::mutex m_guard;
    std::exception_ptr m_thrown;
};

} // namespace

BlockRunner onThreads(unsigned threads, GoOn goOn)
{
    return [threads, goOn = std::move(goOn)](std::size_t blocks, const std::function<void(std::size_t)> &work) {
        Round round(blocks, work);
        {
            std::vector<std::jthread> helpers;
            for (std::size_t i = 1; i < std::min<std::size_t>(threads, blocks); ++i) {
                helpers.emplace_back([&round] { round.take({}); });
            }
            round.take(goOn);
        }
        return round.complete();
    };
}

BlockRunner onAllCores(GoOn goOn)
{
    return onThreads(std::thread::hardware_concurrency(), std::move(goOn));
}

} // namespace tgc::session

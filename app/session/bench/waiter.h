// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "app/session/bench/bench_core.h"

namespace tgc::bench {

/// Where the queue's thread waits: for something to become true, for a while, or until it is interrupted.
class Waiter {
public:
    explicit Waiter(BenchCore &core);

    enum class End { Done, Late, Interrupted };
    /// Looks again and again, at least each tenth of a device second; `limit` empty: as long as it takes. `done` is called
    /// without any lock of the waiter.
    [[nodiscard]] End until(const std::function<bool()> &done, std::optional<drivers::Instant> limit = std::nullopt);
    [[nodiscard]] End pause(drivers::Duration wall);

    /// From any thread: look at once.
    void wake();
    /// From any thread: every wait ends as Interrupted until clear(). `status` is how a run under way shall end.
    void interrupt(const std::string &status, const std::string &why);
    void clear();
    struct Interruption {
        std::string status;
        std::string why;
    };
    [[nodiscard]] std::optional<Interruption> interruption() const;

private:
    BenchCore &m_core;
    const drivers::Duration m_every;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::uint64_t m_wakes = 0;
    std::optional<Interruption> m_interruption;
};

} // namespace tgc::bench

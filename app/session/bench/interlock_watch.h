// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/session/bench/interlock_latch.h"
#include "app/session/bench/interlock_memory.h"
#include "app/session/bench/slow_poll.h"

namespace tgc::bench {

/// The interlocks of a bench at work: judges all of them after every poll, and at least each quarter of a second, on a
/// thread of its own, so that a device that hangs cannot keep them from being looked at; lets a dose pass, or not; does
/// what they are to do; and tells of it. A bench that declares none has no thread, and every dose passes. Thread-safe.
class InterlockWatch {
public:
    InterlockWatch(BenchCore &core, Readings &readings);
    InterlockWatch(const InterlockWatch &) = delete;
    InterlockWatch &operator=(const InterlockWatch &) = delete;
    ~InterlockWatch() { stop(); }

    // before start
    /// What is known of a device's link now; called from any thread, must not wait.
    void setLinks(std::function<std::optional<LinkSeen>(const std::string &device)> links)
    {
        m_links = std::move(links);
    }
    /// Called on the watch's own thread where an interlock holds the queue or asks for the safe state.
    void setAct(std::function<void(const Interlock &interlock, const std::string &why)> act) { m_act = std::move(act); }
    void start();
    void stop();

    /// Look now.
    void wake();

    /// No interlock is still waiting for its first reading.
    [[nodiscard]] bool heard();
    /// Every reason why a dose would not pass now; empty: it would. Nothing acts.
    [[nodiscard]] std::string whyNot(const std::string &vial, double asked_mL);
    /// Somebody means to dose. Busy, with every reason: not now. What refuses has acted with that, and latches.
    [[nodiscard]] Result<void> mayDose(const std::string &vial, double asked_mL);
    /// The same at the last moment before it is sent. The dose is counted as given until settle() says what became of it.
    [[nodiscard]] Result<std::uint64_t> letDose(const std::string &vial, double asked_mL);
    void settle(std::uint64_t dose, double atMost_mL);
    /// Whether a pump may be initialised: links and volumes are no reason against it, for it heals them.
    [[nodiscard]] Result<void> letInitialise();
    /// Whether the queue may be started: not while an interlock that holds it is tripped or latched.
    [[nodiscard]] Result<void> letQueue();
    /// One of them bounds what a vial may get: who doses must name it.
    [[nodiscard]] bool countsVials() const;

    [[nodiscard]] Result<void> acknowledge(const std::string &name, InterlockWord word);
    [[nodiscard]] Result<void> inhibit(const std::string &name, InterlockWord word, double minutes);
    [[nodiscard]] Result<void> release(const std::string &name, const InterlockWord &word);
    /// INTERLOCK, one each.
    [[nodiscard]] nlohmann::json json();

private:
    struct Watched {
        Interlock declared;
        InterlockLatch latch{};
        InterlockVerdict verdict{};
        bool actDue = false;
        std::uint64_t answers = 0; ///< of a device whose link is watched
        drivers::Instant heard{};
        nlohmann::json told{};
        drivers::Instant toldAt{};
    };

    void run();
    [[nodiscard]] std::string whyNot(const std::string &vial, double asked_mL, bool acts); ///< with m_mutex held
    void look(drivers::Instant now); ///< with m_mutex held
    [[nodiscard]] InterlockInputs inputsOf(Watched &watched, drivers::Instant now, const std::string &vial,
                                           double asked_mL); ///< with m_mutex held
    [[nodiscard]] std::string refusal(const Watched &watched, const InterlockVerdict &verdict,
                                      drivers::Instant now) const;
    [[nodiscard]] Watched *find(const std::string &name);
    [[nodiscard]] Error noSuch(const std::string &name) const;
    void tell(Watched &watched, drivers::Instant now); ///< with m_mutex held
    [[nodiscard]] Result<void> remember(); ///< with m_mutex held

    BenchCore &m_core;
    Readings &m_readings;
    std::function<std::optional<LinkSeen>(const std::string &)> m_links;
    std::function<void(const Interlock &, const std::string &)> m_act;
    InterlockMemory m_memory;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_woken = false;
    bool m_stopping = false;
    drivers::Instant m_started{};
    std::vector<Watched> m_watched;
    DoseLedger m_ledger;
    std::string m_rememberFault;
    std::thread m_thread;
};

} // namespace tgc::bench

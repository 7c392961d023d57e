// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "app/session/bench/bench_core.h"
#include "app/session/bench/bench_json.h"

namespace tgc::bench {

/// What a run begins with.
struct RunStart {
    QueueLine line;              ///< the queue's, or what a person typed for a run of their own
    bool ofQueue = false;
    int injection = 0;           ///< from 1
    std::optional<double> duration_s;
    std::string instrument;
};

/// The one run that may be under way: begins and ends it at the recorder, and tells of it. Thread-safe.
class RunKeeper {
public:
    explicit RunKeeper(BenchCore &core) : m_core(core) {}

    /// Errors: one is under way; the disk refuses.
    [[nodiscard]] Result<std::string> begin(const RunStart &start);
    /// The injection, on the device's time axis. Only the first one counts.
    void zero(double device_s, const std::string &text);
    void gap(double from_s, double to_s, const std::string &why);
    /// A channel is at the end of its range. The samples say so themselves; here it is told.
    void saturated(const std::string &channel, double device_s) const;
    void note(double device_s, const std::string &text);
    void trend(const recording::Trend &trend);
    /// Everything of the run is durable when this returns; without a run nothing happens. On an error (the disk refuses)
    /// the run stays under way as `closing`, and retryEnd tries again.
    [[nodiscard]] Result<void> end(const std::string &status, const std::string &why);
    void retryEnd();

    [[nodiscard]] std::optional<RunInfo> current() const;
    [[nodiscard]] bool isCurrent(const std::string &run) const;
    /// RUN, or null.
    [[nodiscard]] nlohmann::json json() const;

private:
    void tellRun() const;

    BenchCore &m_core;
    std::mutex m_changing; ///< begins and ends one after the other; taken before m_mutex
    recording::RunEnd m_end;
    mutable std::mutex m_mutex;
    std::optional<RunInfo> m_info;
    std::uint64_t m_count = 0;
};

} // namespace tgc::bench

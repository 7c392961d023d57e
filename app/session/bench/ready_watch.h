// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "app/session/bench/slow_poll.h"
#include "drivers/api/reading.h"

namespace tgc::bench {

/// Keeps and tells whether the chromatograph is ready, as reading `gc_ready`, where a device says so. Whoever reads that
/// device anyway hands in what it said; it is told when it changes. Thread-safe.
class ReadyWatch {
public:
    ReadyWatch(BenchCore &core, Readings &readings) : m_core(core), m_readings(readings) {}

    /// `device` says so now.
    void set(const std::string &device, bool ready);

private:
    BenchCore &m_core;
    Readings &m_readings;
    std::mutex m_mutex;
    std::optional<bool> m_told;
    drivers::Instant m_toldAt{};
};

/// A point's value as bench files and queues write it.
[[nodiscard]] std::string textOf(const drivers::Value &value);
/// The same text, or the same number.
[[nodiscard]] bool sameText(const std::string &read, const std::string &wanted);

} // namespace tgc::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/session/bench/run_keeper.h"
#include "drivers/api/roles.h"

namespace tgc::bench {

/// The last reading of every slow point of the bench, typed ones too. Thread-safe.
class Readings {
public:
    void put(const PointReading &reading);
    /// What was read of this device before its link was lost is old now. READINGs that changed.
    [[nodiscard]] std::vector<nlohmann::json> stale(const std::string &device);
    [[nodiscard]] std::optional<PointReading> find(const std::string &point) const;
    /// Before the threads start: told after every change, from whatever thread changes; must not wait.
    void setListener(std::function<void()> listener) { m_listener = std::move(listener); }
    [[nodiscard]] nlohmann::json json() const;

private:
    mutable std::mutex m_mutex;
    std::map<std::string, PointReading> m_readings;
    std::function<void()> m_listener;
};

class ReadyWatch;

/// A point that tells by its text whether the chromatograph is ready.
struct ReadyPoint {
    std::string point;
    std::string wanted;
    ReadyWatch &watch;
};

/// Reads a device's slow points again and again, for whoever looks and for the run under way. Of one bus thread.
class SlowPoll {
public:
    /// `deviceTime`: the signal's time axis now.
    SlowPoll(BenchCore &core, RunKeeper &run, Readings &readings, drivers::Sensor &sensor, std::string device,
             std::vector<std::string> points, std::function<std::optional<double>()> deviceTime);

    /// Before the threads start: reads this point along.
    void watchReady(ReadyPoint ready);

    struct Step {
        drivers::Instant next{};
        bool lost = false; ///< not one point was read
        std::string why;
    };
    [[nodiscard]] Step step(drivers::Instant now);

private:
    [[nodiscard]] bool wanted(const std::string &point) const;
    /// When it was read, by the clock that nobody sets.
    [[nodiscard]] drivers::Instant readAt(const drivers::Reading &reading, drivers::Instant asked);
    void keep(const drivers::Reading &reading, drivers::Instant asked, bool tell);

    BenchCore &m_core;
    RunKeeper &m_run;
    Readings &m_readings;
    drivers::Sensor &m_sensor;
    std::string m_device;
    std::vector<std::string> m_points;
    std::vector<std::string> m_asked; ///< m_points, and what tells of the chromatograph
    std::optional<ReadyPoint> m_ready;
    std::function<std::optional<double>()> m_deviceTime;
    std::optional<drivers::Instant> m_due;
    drivers::Instant m_told{};
    struct Answer {
        std::chrono::system_clock::time_point time{}; ///< its name: the date may be set meanwhile
        drivers::Instant at{};
    };
    std::map<std::string, Answer> m_answers; ///< of each point the last
};

} // namespace tgc::bench

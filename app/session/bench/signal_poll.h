// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/session/bench/run_keeper.h"
#include "app/session/bench/uptime.h"
#include "drivers/api/roles.h"

namespace tgc::bench {

class ReadyWatch;

/// Takes the digitiser's frames on an absolute schedule and hands each to the recorder; finds gaps, and the injection
/// where the chromatograph's start relay tells it. step() belongs to the bus thread, the rest is for any.
class SignalPoll {
public:
    SignalPoll(BenchCore &core, RunKeeper &run, drivers::SignalSource &source, const DeviceEntry &entry);

    /// Before the threads start: line `dio`, high, says that the chromatograph is ready.
    void watchReady(int dio, ReadyWatch &watch);

    /// One frame, when it is due; says when to come again. `lost` after the frame failed twice.
    struct Step {
        drivers::Instant next{};
        bool lost = false;
        std::string why;
    };
    [[nodiscard]] Step step(drivers::Instant now);

    /// Frames come, and the last one is recent.
    [[nodiscard]] bool fresh() const;
    [[nodiscard]] std::string whyLost() const;
    /// The device's time at an instant of the host, from the last frame on. Empty before the first.
    [[nodiscard]] std::optional<double> deviceTimeAt(drivers::Instant instant) const;
    /// Of the last frame. Empty before the first.
    [[nodiscard]] std::optional<double> lastDeviceTime() const;
    [[nodiscard]] std::optional<bool> lineHigh(int dio) const;

    /// From now on the first fall of the line is the injection of the run under way.
    void armStart(int dio);
    void disarm();
    /// A run is about to end: if frames are missing right now, that is said in it.
    void closeGap();

private:
    struct Last {
        double device_s = 0.0;
        drivers::Instant host{};
        std::uint32_t lines = 0;
    };
    void take(const drivers::SignalFrame &frame);
    void lookForGap(const Last &last, const drivers::SignalFrame &frame);
    void lookForStart(const std::optional<Last> &last, const drivers::SignalFrame &frame);
    void lookForSaturation(const drivers::SignalFrame &frame);
    void lookForDate(const drivers::SignalFrame &frame);
    void addToBatch(std::uint64_t number, const drivers::SignalFrame &frame);
    void flushBatch(drivers::Instant now);
    [[nodiscard]] drivers::Instant afterFrame(drivers::Instant now);

    BenchCore &m_core;
    RunKeeper &m_run;
    drivers::SignalSource &m_source;
    const DeviceEntry &m_entry;
    const drivers::Duration m_period;
    int m_readyLine = 0;
    ReadyWatch *m_ready = nullptr; ///< outlives this

    // of the bus thread
    std::optional<drivers::Instant> m_due;
    int m_failures = 0;
    std::vector<std::optional<double>> m_saturatedAt_s; ///< device time at which each channel last was
    DateWatch m_date;
    LiveBatch m_batch;
    drivers::Instant m_flushed{};

    mutable std::mutex m_mutex;
    std::optional<Last> m_last;
    std::string m_why;          ///< why frames are missing; empty: they come
    std::optional<int> m_armed; ///< line that is watched
};

} // namespace tgc::bench

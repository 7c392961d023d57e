// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/bench/bus_thread.h"
#include "app/session/bench/interlock_watch.h"
#include "app/session/bench/needle.h"
#include "app/session/bench/prompts.h"
#include "app/session/bench/ready_watch.h"
#include "app/session/bench/run_keeper.h"
#include "app/session/bench/waiter.h"

namespace tgc::bench {

/// A device and the bus that it is on.
struct DeviceAt {
    BusThread &bus;
    DeviceSlot &slot;
};

/// The parts of a bench, in the order in which they need each other.
struct BenchParts {
    BenchParts(BenchFile file, BenchContext context);

    BenchCore core;
    RunKeeper run;
    Readings readings;
    ReadyWatch ready;
    Waiter waiter;     ///< of the thread that injects
    Waiter doseWaiter; ///< of the thread that doses
    Needle needle;
    Prompts prompts;
    InterlockWatch interlocks;
    std::vector<std::unique_ptr<BusThread>> buses;

    /// Groups the devices by endpoint, and says what is to be polled.
    void addDevices(BenchDevices devices);
    [[nodiscard]] std::optional<DeviceAt> find(const std::string &id) const;
    /// What is known of a device's link, from any thread.
    [[nodiscard]] std::optional<LinkSeen> link(const std::string &id) const;
    [[nodiscard]] const DeviceEntry &signalEntry() const { return *core.file.device(core.file.roles.signal); }
    [[nodiscard]] SignalPoll *signal() const; ///< none where the digitiser is no signal source
    /// So much of the run's time has passed since its zero: by the signal's clock, or without a signal by the host's.
    [[nodiscard]] bool durationOver(double duration_s) const;
    /// Brings every device to its safe state, each when its bus is free; does not wait.
    void safeStates();
};

} // namespace tgc::bench

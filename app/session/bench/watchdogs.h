// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "app/session/bench/bench_file.h"

namespace tgc::bench {

/// Whether a device does something by itself when nobody talks to it any more.
struct WatchdogFact {
    bool armed = false;
    std::string_view sentence; ///< what becomes of the device when station or line die
};

/// Of the device's driver. No driver arms one today; why not, and what bounds the damage instead, is in the sentence.
[[nodiscard]] WatchdogFact watchdogOf(const DeviceEntry &device);

/// "adc, pump and gauge have no watchdog ..." for log and status; empty: all have one.
[[nodiscard]] std::string withoutWatchdog(const BenchFile &bench);

} // namespace tgc::bench

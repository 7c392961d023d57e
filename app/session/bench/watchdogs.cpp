// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bench/watchdogs.h"

#include <algorithm>
#include <iterator>

namespace tgc::bench {

namespace {

struct Row {
    std::string_view driver;
    WatchdogFact fact;
};

// The LabJack's settings are power-up defaults (vendor's datasheet, T-Series 23.0 and the names of the registers): armed,
// it would go on acting when this program has long ended, and for whoever uses the unit then. The address of the mask
// that would spare the other lines is not among the facts that this program rests on.
constexpr Row rows[] = {
    {"labjack-t7",
     {false,
      "has a watchdog that this program does not arm: its settings stay in the unit and would act for other "
      "programs too. It drives nothing but the start line, for half a second; a line that was left low is let go "
      "at the next connection"}},
    {"cavro",
     {false, "has no watchdog: the pump ends a stroke whether or not anybody listens. So no stroke is larger than "
             "largest_dose_mL"}},
    {"profile", {false, "has no watchdog that its profile tells of: what it was told last it goes on doing"}},
};

} // namespace

WatchdogFact watchdogOf(const DeviceEntry &device)
{
    const auto *row =
        std::find_if(std::begin(rows), std::end(rows), [&](const Row &r) { return r.driver == device.driver; });
    return row != std::end(rows) ? row->fact : WatchdogFact{false, "has no watchdog that this program knows of"};
}

std::string withoutWatchdog(const BenchFile &bench)
{
    std::string ids;
    for (const DeviceEntry &device : bench.devices) {
        if (!watchdogOf(device).armed) {
            ids += (ids.empty() ? "" : ", ") + device.id;
        }
    }
    return ids.empty()
               ? std::string()
               : "without an armed watchdog, so that nothing stops them when this program or their line dies: " + ids +
                     " (docs/safety.md)";
}

} // namespace tgc::bench

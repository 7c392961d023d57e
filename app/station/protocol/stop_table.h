// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The three ways to stop, and what each does to each kind of device: the one place where that is written. The command
/// line prints it, docs/safety.md holds it (a test compares), the desktop says it before anybody presses a button, and a
/// test stops a bench in each way and looks.
namespace tgc::station {

enum class StopAct {
    AfterStep, ///< after this step: the injection under way ends, nothing new begins
    NowKeep, ///< now, keep: the run is closed and kept, devices are left as they are
    SafeState, ///< now, to the safe state: the same, and devices are told to let go
};

enum class StopDevice { Chromatograph, Signal, Titrator, Sampler, Gauge, InterlockSensor };

struct StopRow {
    StopAct act;
    StopDevice device;
    std::string_view does;
    std::string_view unknown; ///< what nobody knows afterwards
};

[[nodiscard]] std::span<const StopRow> stopTable();
/// As `stop` names it on the socket: after-step, now-keep, safe-state.
[[nodiscard]] std::string_view wordOf(StopAct act);
[[nodiscard]] std::string_view wordOf(StopDevice device);
[[nodiscard]] std::optional<StopAct> stopAct(std::string_view word);
/// What the act does as a whole, in a sentence.
[[nodiscard]] std::string_view sentenceOf(StopAct act);
/// The table as docs/safety.md holds it.
[[nodiscard]] std::string stopTableMarkdown();

} // namespace tgc::station

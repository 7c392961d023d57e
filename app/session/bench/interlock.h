// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tgc::bench {

/// What an interlock watches (docs/bench.md, docs/safety.md).
enum class InterlockKind { H2Leak, OverPressure, OverTemperature, NoCarrierFlow, TitratorOverVolume, LostLink };

/// What it does besides forbidding doses, which every interlock does.
enum class InterlockAction {
    RefuseDose, ///< nothing besides
    HoldQueue,  ///< and nothing new begins after the present injection
    SafeState,  ///< and the run is closed, the queue held, devices go to their safe state
};

/// One `[[interlock]]` of the bench file.
struct Interlock {
    std::string name;
    InterlockKind kind = InterlockKind::H2Leak;
    std::string point;  ///< "id.point"; of lost-link the device's id; of titrator-over-volume nothing
    double limit = 0.0; ///< in `unit`; the limit itself trips. Of titrator-over-volume: into one vial, still allowed
    std::string unit;
    bool above = true;      ///< trips at or above the limit; else at or below
    double perHour_mL = 0.0; ///< of titrator-over-volume: in any hour of the devices' time, still allowed
    double maxAge_s = 10.0; ///< an older reading trips
    double delay_s = 0.0;   ///< so long it must last before the interlock acts and latches; doses are refused at once
    InterlockAction action = InterlockAction::RefuseDose;
    std::string message; ///< the laboratory's own words: what to do
    int line = 0;        ///< of the file

    /// Has a point that is read, and a limit for it.
    [[nodiscard]] bool reads() const
    {
        return kind != InterlockKind::TitratorOverVolume && kind != InterlockKind::LostLink;
    }
};

[[nodiscard]] std::string_view wordOf(InterlockKind kind);
[[nodiscard]] std::string_view wordOf(InterlockAction action);
[[nodiscard]] std::optional<InterlockKind> interlockKind(std::string_view text);
[[nodiscard]] std::optional<InterlockAction> interlockAction(std::string_view text);
/// As the file names them, in their order.
[[nodiscard]] const std::vector<std::string_view> &interlockKinds();
[[nodiscard]] const std::vector<std::string_view> &interlockActions();
/// Only no-carrier-flow trips at or below its limit.
[[nodiscard]] bool tripsAbove(InterlockKind kind);

} // namespace tgc::bench

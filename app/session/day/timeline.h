// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/session/day/vial_step.h"

namespace tgc::day {

/// What is known of a vial besides its steps: from the samples' table.
struct VialPlan {
    std::string sampleId;
    std::string group;
    std::string kind = "sample";       ///< sample | blank | check
    std::optional<int> draws;          ///< so many are wanted; empty: not stated
    std::optional<double> reaction_s;  ///< where the dose itself does not say
    std::string doseRefusal;           ///< why a dose would be refused now; empty: nothing is known against it
};

/// A step of the list with what became of it.
struct TimelineEntry {
    VialStep step;
    int draw = 0;            ///< number of this draw; 0: it is none, or was taken back
    bool voided = false;     ///< a later void took it back
    bool inOrder = true;     ///< false: the table would not have taken it; it counts as what was done nevertheless
    VialState after = VialState::Empty;
    std::string remark;      ///< what is odd about it, in words
};

/// A vial's list, read from its first step to its last.
struct Timeline {
    std::vector<TimelineEntry> entries;
    VialState state = VialState::Empty;       ///< by the steps alone; `stateAt` minds the clock
    VialState beforeFault = VialState::Empty; ///< where an acknowledgement leads back to
    std::optional<TimePoint> sealedAt;
    std::optional<TimePoint> dosedAt;         ///< the last dose
    std::optional<TimePoint> readyAt;         ///< as recorded
    std::optional<TimePoint> lastDrawAt;
    std::optional<TimePoint> closedAt;
    std::optional<double> reaction_s;         ///< of the last dose, else the plan's
    int draws = 0;
    std::optional<int> planned;               ///< draws
    std::string fault;                        ///< why, while `state` is Fault
    bool doseUnknown = false;                 ///< an amount nobody knows is in it, acknowledged or not
    bool doubtfulClock = false;               ///< a step is dated before the one before it

    /// When it is ready if nothing else is recorded; empty: not dosed, or the reaction time is not stated.
    [[nodiscard]] std::optional<TimePoint> dueAt() const;
    [[nodiscard]] std::vector<std::string> remarks() const;
};

/// Steps of one vial in the order in which they were recorded. Never fails: what was recorded was done, and what is odd
/// about it is said.
[[nodiscard]] Timeline timelineOf(std::span<const VialStep> steps, const VialPlan &plan);

/// The state with the clock's share: a reacting vial is ready once its reaction time is over.
[[nodiscard]] VialState stateAt(const Timeline &timeline, TimePoint at);

/// "draw 2", "dosed 2 mL", for sentences.
[[nodiscard]] std::string stepWords(const TimelineEntry &entry);

} // namespace tgc::day

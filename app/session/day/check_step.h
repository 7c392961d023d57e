// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/core/error.h"
#include "app/session/day/timeline.h"

namespace tgc::day {

/// A step that may be recorded.
struct AcceptedStep {
    VialState next = VialState::Empty;
    int draw = 0;                     ///< its number, where it is one
    std::vector<std::string> remarks; ///< what is odd about it: to be said, not to be hidden
};

/// Whether the step may be recorded after these. BadInput: the sentence names the vial, says what is in the way and what
/// to do first. Not asked here: whether a dose is safe (analysis/quantification/dose_safety.h).
[[nodiscard]] Result<AcceptedStep> mayRecord(std::span<const VialStep> steps, const VialPlan &plan,
                                             const VialStep &step, TimePoint now);

/// Whether the step of this key may be taken back, and why: what is left must be in order.
[[nodiscard]] Result<void> mayVoid(std::span<const VialStep> steps, const VialPlan &plan, std::int64_t id,
                                   const std::string &reason);

/// The last step that can be taken back: what undo means. Empty: there is none.
[[nodiscard]] std::optional<TimelineEntry> lastStep(const Timeline &timeline);

/// The units a step's value may have; none: it has no value.
[[nodiscard]] std::span<const std::string_view> unitsOf(Step step);

/// A volume as typed, in mL. Empty: not one.
[[nodiscard]] std::optional<double> volume_mL(const std::string &value, const std::string &unit);

/// All liquid that the steps say went in, in mL; a dose whose amount is not known counts as what was asked for.
[[nodiscard]] double dosed_mL(const Timeline &timeline);

} // namespace tgc::day

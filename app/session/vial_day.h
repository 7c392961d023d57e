// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/session/day/check_step.h"
#include "app/session/day/what_next.h"
#include "db/store.h"
#include "db/vial_steps.h"

namespace tgc::session {

/// A vial of the store with its steps.
struct StoredVial {
    db::Sample sample;
    std::vector<day::VialStep> steps;
    day::DayVial day;
    std::string liquidRemark; ///< hand_dose.h; empty while nothing was dosed
};

/// The vials that a day is about: every one with steps, and every sample that nobody has recorded, dosed or measured yet.
/// Gas of standards is none. In the order in which they were begun, then by name.
[[nodiscard]] Result<std::vector<StoredVial>> vialsOfDay(const db::Store &store);
/// One vial, with steps or without. BadInput: there is no such sample, or it is gas.
[[nodiscard]] Result<StoredVial> vialNamed(const db::Store &store, const std::string &sampleId);

/// Closed longer than this ago a vial is no more on the board.
inline constexpr std::chrono::hours closedStays{12};
[[nodiscard]] bool isOnBoard(const day::Timeline &line, day::TimePoint now);

struct RecordedStep {
    db::RecordId id = 0;
    day::VialState state = day::VialState::Empty;
    int draw = 0;
    std::vector<std::string> remarks;
};

/// Records a step of `step.sampleId`, if the table of transitions takes it. A dose by hand is refused unless the vial is
/// known to stand it; `step.overrideReason` records it nevertheless and stays in the step. BadInput says what to do first.
[[nodiscard]] Result<RecordedStep> recordStep(db::Store &store, day::VialStep step, day::TimePoint now);

/// Takes a step back: a new step that names it, with the reason.
[[nodiscard]] Result<RecordedStep> voidStep(db::Store &store, const std::string &sampleId, db::RecordId id,
                                            const std::string &by, const std::string &reason, day::TimePoint now);

} // namespace tgc::session

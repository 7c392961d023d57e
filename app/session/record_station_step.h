// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/session/day/station_step.h"
#include "app/session/vial_day.h"

namespace tgc::session {

struct StationRecord {
    RecordedStep recorded;
    bool alreadyThere = false; ///< the list had it: nothing was added
};

/// Writes a step that was done at a station into its vial's list, if the table of transitions takes it. Doing it again
/// changes nothing: the step is recognised by vial, kind, time and device. Where nobody recorded that the vial was sealed,
/// a step that says so comes first, on the queue's word and dated at this one; where it drew from a vial that was to react
/// longer, one that says that. No dose is checked: the station did that
/// before it was given. BadInput: there is no such sample, or the step is refused, with the reason; it gets no better by
/// itself.
[[nodiscard]] Result<StationRecord> recordStationStep(db::Store &store, const day::StationStep &step,
                                                      day::TimePoint now);

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/session/day/timeline.h"
#include "db/sample_records.h"
#include "db/vial_steps.h"

namespace tgc::session {

/// "2026-11-27T10:04:00.000Z"
[[nodiscard]] std::string utcText(day::TimePoint at);

/// A moment whose zone is written: "2026-11-27T10:04Z", "2026-11-27 11:04+01:00". Empty for anything else: without its
/// zone a time is not known.
[[nodiscard]] std::optional<day::TimePoint> zonedMoment(std::string_view text);

[[nodiscard]] day::VialStep stepOf(const db::VialStepRecord &record);
[[nodiscard]] db::VialStepRecord recordOf(const day::VialStep &step);

/// What the samples' table says of a vial: `draws_planned`, else the number of its rows where there are several;
/// `reaction_s`. The dose's refusal is left empty (hand_dose.h).
[[nodiscard]] day::VialPlan planOf(const db::Sample &sample);

} // namespace tgc::session

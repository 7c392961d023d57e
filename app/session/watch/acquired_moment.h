// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/session/day/vial_step.h"

namespace tgc::watch {

using day::TimePoint;

/// When a chromatogram was acquired, as its file writes it: ISO 8601, or the ways in which vendors write times
/// ("7/24/2023 9:49:48 AM", "21.2.2012. 13:16:57", "2016/10/14 10:02:31", "22-Nov-19, 15:41:30"). Without a zone the
/// clock of this computer is meant. Where day and month cannot be told apart ("02/08/2023"), the file itself decides: it
/// was last written (`written`) after it was acquired, and the later reading is nearer. Empty: the text is no such time, or
/// nothing decides.
[[nodiscard]] std::optional<TimePoint> acquiredMoment(std::string_view text, std::optional<TimePoint> written = {});

/// "2026-11-27 10:04 UTC", for sentences.
[[nodiscard]] std::string minuteText(TimePoint at);

} // namespace tgc::watch

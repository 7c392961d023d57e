// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "app/session/day/timeline.h"

namespace tgc::day {

struct DayOptions {
    /// A ready vial that waits longer for its first draw is overdue: hydrogen leaves through a septum slowly, and faster
    /// through a pierced one. It is a mark on the screen and a place in the list, no judgement of a result.
    Duration overdueAfter = std::chrono::minutes(30);
};

/// A vial's clocks at one moment. No duration is negative: where a clock was set it is empty, and `words` say so.
struct VialClock {
    VialState state = VialState::Empty; ///< with the clock's share
    std::optional<Duration> sinceSealed;
    std::optional<Duration> sinceDosed;
    std::optional<Duration> toReady; ///< of a reacting vial
    std::optional<Duration> readySince; ///< of a ready or drawn one
    std::optional<Duration> sinceDraw;
    std::optional<double> progress; ///< towards ready, 0 to 1
    bool overdue = false;
    bool doubtful = false; ///< a time is later than now, or than the one that follows it
    std::string words; ///< "reacting 12 min, ready in 18 min"
};

[[nodiscard]] VialClock clockOf(const Timeline &timeline, TimePoint now, const DayOptions &options = {});

/// Since when it is ready: as recorded, or by its reaction time; the earlier of them. Empty: it is not.
[[nodiscard]] std::optional<TimePoint> readySince(const Timeline &timeline, TimePoint now);

/// "draw 1 of 3", "draw 4 of 3", "draw 1" where nobody said how many.
[[nodiscard]] std::string drawWords(int draw, std::optional<int> planned);

} // namespace tgc::day

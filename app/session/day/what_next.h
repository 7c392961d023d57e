// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/session/day/vial_clock.h"

namespace tgc::day {

/// A vial with its list.
struct DayVial {
    VialPlan plan;
    Timeline line;
};

/// What the bench tells of its queue, as far as hands must know it. Nothing known: no station is attached.
struct QueueFacts {
    std::map<std::string, int> lines;              ///< sample to the line of the queue that will draw from it
    std::string busyWith; ///< what the chromatograph records now; empty: nothing, or not known
    std::optional<int> injectionsSinceCheck;
    std::optional<int> checkEvery; ///< a check standard is wanted after so many injections
};

/// One thing to do, or to wait for.
struct NextAct {
    enum class Kind { Acknowledge, Draw, Dose, EnterSafety, CheckStandard, Care, Watch, Close, Seal, Wait };

    Kind kind = Kind::Wait;
    std::string sampleId; ///< empty for a check standard; for care of the chromatograph its subject
    std::optional<Step> step; ///< what to record when it is done; empty: nothing is recorded of the vial
    std::string words; ///< "Draw 2 from V-03"
    std::string reason; ///< "ready since 3 min"
    bool urgent = false; ///< a fault, or overdue
    bool byQueue = false; ///< a line of the queue does it: hands off

    [[nodiscard]] std::string sentence() const { return reason.empty() ? words : words + ": " + reason; }
};

/// The other acts (care of the chromatograph) put among them by their kind.
[[nodiscard]] std::vector<NextAct> withActs(std::vector<NextAct> next, std::span<const NextAct> others);

/// What to do next, the most pressing first: faults, draws (who waits longest first), doses, a check standard, vials to be
/// watched, to be closed, to be sealed; last, what only takes time.
[[nodiscard]] std::vector<NextAct> whatNext(std::span<const DayVial> vials, const QueueFacts &queue, TimePoint now,
                                            const DayOptions &options = {});

} // namespace tgc::day

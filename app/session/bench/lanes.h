// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "app/session/bench/line_state.h"

namespace tgc::bench {

/// Which lines are at work in which of the queue's two lanes: vials are dosed and react beside the injections of others.
struct Lanes {
    std::optional<std::uint64_t> dosing;
    std::set<std::uint64_t> reacting; ///< dosed, and not yet injected
    std::set<std::uint64_t> ready; ///< of those: whose reaction is over
    std::optional<std::uint64_t> injecting;
};

struct LaneRules {
    int doseAhead = 1; ///< QueuePolicy
    bool positions = false; ///< a sampler goes to positions: two lines of one position are of one vial
    bool pump = false; ///< doses take seconds; else a person gives them, in their own time
};

/// The line to be dosed next; empty: none now. In queue order; a line whose vial another one is at, or has before it, waits
/// for that. Only the first `doseAhead` lines of those that are still to be injected are dosed, so that no vial waits long
/// after its reaction.
[[nodiscard]] std::optional<std::uint64_t> nextToDose(const std::vector<LineState> &lines, const Lanes &lanes,
                                                      const LaneRules &rules);

/// The line to be injected next; empty: none now. The first in queue order that needs no dose, or whose reaction is over. A
/// line that reacts is passed, also one that waits for a person's dose; a pump's dose, which takes seconds, is waited for.
[[nodiscard]] std::optional<std::uint64_t> nextToInject(const std::vector<LineState> &lines, const Lanes &lanes,
                                                        const LaneRules &rules);

/// Nothing waits, and nothing is at work.
[[nodiscard]] bool isThrough(const std::vector<LineState> &lines, const Lanes &lanes);

} // namespace tgc::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "app/session/day/vial_step.h"

namespace tgc::day {

/// What one step does to a vial in one state.
struct Transition {
    std::optional<VialState> next;   ///< empty: refused, or `back`
    bool back = false;               ///< to the state before the fault
    bool needsReason = false;        ///< the step's note must say why
    std::string_view refusal;        ///< what is in the way, and what to do first; empty: the step is taken

    [[nodiscard]] constexpr bool taken() const { return next.has_value() || back; }
};

/// The one table of what may follow what: screen, command line, station, docs/day.md and its picture ask here. A void is
/// not in it: it takes a step back, and what is left must be in order by this table (mayVoid).
[[nodiscard]] const Transition &transition(VialState state, Event event);

} // namespace tgc::day

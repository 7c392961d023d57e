// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A day on the bench: what is done to each vial, in which order, and what comes next.
namespace tgc::day {

using TimePoint = std::chrono::system_clock::time_point;
using Duration = std::chrono::system_clock::duration;

/// What a vial is after the steps recorded of it. `Reacting` is what "dosed" leads to; by the clock it becomes `Ready`.
enum class VialState { Empty, Sealed, Reacting, Ready, Drawn, Fault, Closed };

/// What is recorded. `Void` takes back another step that was recorded by mistake; both stay in the list.
enum class Step { Sealed, Dosed, Ready, Draw, Fault, Acknowledged, Closed, Void };

/// A step as the table of transitions asks for it: a dose whose amount nobody knows is another thing than a dose.
enum class Event { Sealed, Dosed, DoseUnknown, Ready, Draw, Fault, Acknowledged, Closed };

inline constexpr std::array allStates = {VialState::Empty, VialState::Sealed, VialState::Reacting, VialState::Ready,
                                         VialState::Drawn, VialState::Fault,  VialState::Closed};
inline constexpr std::array allSteps = {Step::Sealed, Step::Dosed,        Step::Ready,  Step::Draw,
                                        Step::Fault,  Step::Acknowledged, Step::Closed, Step::Void};
inline constexpr std::array allEvents = {Event::Sealed, Event::Dosed, Event::DoseUnknown,  Event::Ready,
                                         Event::Draw,   Event::Fault, Event::Acknowledged, Event::Closed};

/// "reacting"; the words of the screen, the command line and the documents.
[[nodiscard]] std::string_view wordOf(VialState state);
/// "draw"; what is stored and what the command line takes.
[[nodiscard]] std::string_view wordOf(Step step);
/// "dose not known"
[[nodiscard]] std::string_view wordOf(Event event);
[[nodiscard]] std::optional<Step> stepFromString(std::string_view text);

/// One line of a vial's list. Nothing in the list is ever changed or taken away.
struct VialStep {
    std::int64_t id = 0; ///< key in the store; 0: not stored yet
    std::string sampleId; ///< whose vial
    Step step = Step::Sealed;
    TimePoint at; ///< when it was done (UTC)
    std::string by; ///< the person
    std::string how = "hand"; ///< "hand", or the id of the device that did it
    std::string value; ///< as typed: the dose, what was drawn, a pressure
    std::string unit; ///< of it: mL, kPa
    bool known = true; ///< false: how much it was is not known; `value` is then what was asked for
    std::string reaction_s; ///< of a dose, as typed: how long it reacts until gas may be drawn; empty: not stated
    std::string note; ///< the reason, where the table asks for one
    std::string overrideReason; ///< why a person dosed although the dose was refused as unsafe; empty: it was not
    std::optional<std::int64_t> voids; ///< of a void: the step it takes back
};

/// Empty for Void, which is in no state's row.
[[nodiscard]] std::optional<Event> eventOf(Step step, bool known);

} // namespace tgc::day

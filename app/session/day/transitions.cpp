// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/transitions.h"

namespace tgc::day {

namespace {

constexpr Transition to(VialState next)
{
    return {next, false, false, {}};
}

constexpr Transition because(VialState next) // taken, and the step must say why
{
    return {next, false, true, {}};
}

constexpr Transition refused(std::string_view why)
{
    return {std::nullopt, false, false, why};
}

constexpr std::string_view notSealed = "the vial is not sealed yet: record sealed first";
constexpr std::string_view sealedAlready =
    "it is sealed already: if that was recorded by mistake, void that step, or go on with dosed";
constexpr std::string_view sealedAndMore =
    "it is sealed already, and more was done to it since: take another sample name for another vial";
constexpr std::string_view notDosed = "nothing was dosed into it: record dosed first";
constexpr std::string_view noFault =
    "it has no fault to acknowledge: record fault with its reason first, if it has one";
constexpr std::string_view reacting =
    "it is still reacting: wait until it is ready, or record ready first if its pressure has settled";
constexpr std::string_view drawnNoDose = "gas was drawn from it already, and a further dose would spoil what the draws "
                                         "tell: close it, and dose another vial";
constexpr std::string_view drawnIsReady = "gas was drawn from it already: go on with draw, or record closed";
constexpr std::string_view inFault = "it has a fault that nobody has acknowledged: look at the vial, then record "
                                     "acknowledged with what you found";
constexpr std::string_view isClosed =
    "it is closed: if that was recorded by mistake, void that step first; another vial needs its own sample name";

using S = VialState;

/// A row a state, a column an event, in the order of allStates and allEvents.
constexpr Transition table[allStates.size()][allEvents.size()] = {
    // sealed, dosed, dosed with the amount not known, ready, draw, fault, acknowledged, closed
    {to(S::Sealed), refused(notSealed), refused(notSealed), refused(notSealed), refused(notSealed), refused(notSealed),
     refused(notSealed), refused("nothing is recorded of it, so there is nothing to close: record sealed first")},
    // Sealed
    {refused(sealedAlready), to(S::Reacting), because(S::Fault), refused(notDosed), refused(notDosed),
     because(S::Fault), refused(noFault), because(S::Closed)},
    // Reacting: a further dose begins the wait anew
    {refused(sealedAndMore), because(S::Reacting), because(S::Fault), to(S::Ready), refused(reacting),
     because(S::Fault), refused(noFault), because(S::Closed)},
    // Ready
    {refused(sealedAndMore), because(S::Reacting), because(S::Fault), to(S::Ready), to(S::Drawn), because(S::Fault),
     refused(noFault), because(S::Closed)},
    // Drawn
    {refused(sealedAndMore), refused(drawnNoDose), refused(drawnNoDose), refused(drawnIsReady), to(S::Drawn),
     because(S::Fault), refused(noFault), to(S::Closed)},
    // Fault
    {refused(inFault),
     refused(inFault),
     refused(inFault),
     refused(inFault),
     refused(inFault),
     because(S::Fault),
     {std::nullopt, true, true, {}},
     refused(inFault)},
    // Closed
    {refused(isClosed), refused(isClosed), refused(isClosed), refused(isClosed), refused(isClosed), refused(isClosed),
     refused(isClosed), refused(isClosed)},
};

} // namespace

const Transition &transition(VialState state, Event event)
{
    return table[static_cast<std::size_t>(state)][static_cast<std::size_t>(event)];
}

} // namespace tgc::day

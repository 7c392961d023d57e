// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/vial_step.h"

namespace tgc::day {

std::string_view wordOf(VialState state)
{
    switch (state) {
    case VialState::Empty: return "empty";
    case VialState::Sealed: return "sealed";
    case VialState::Reacting: return "reacting";
    case VialState::Ready: return "ready";
    case VialState::Drawn: return "drawn";
    case VialState::Fault: return "fault";
    case VialState::Closed: return "closed";
    }
    return "empty";
}

std::string_view wordOf(Step step)
{
    switch (step) {
    case Step::Sealed: return "sealed";
    case Step::Dosed: return "dosed";
    case Step::Ready: return "ready";
    case Step::Draw: return "draw";
    case Step::Fault: return "fault";
    case Step::Acknowledged: return "acknowledged";
    case Step::Closed: return "closed";
    case Step::Void: return "void";
    }
    return "void";
}

std::string_view wordOf(Event event)
{
    switch (event) {
    case Event::Sealed: return "sealed";
    case Event::Dosed: return "dosed";
    case Event::DoseUnknown: return "dose not known";
    case Event::Ready: return "ready";
    case Event::Draw: return "draw";
    case Event::Fault: return "fault";
    case Event::Acknowledged: return "acknowledged";
    case Event::Closed: return "closed";
    }
    return "closed";
}

std::optional<Step> stepFromString(std::string_view text)
{
    for (const Step step : allSteps) {
        if (wordOf(step) == text) {
            return step;
        }
    }
    return std::nullopt;
}

std::optional<Event> eventOf(Step step, bool known)
{
    switch (step) {
    case Step::Sealed: return Event::Sealed;
    case Step::Dosed: return known ? Event::Dosed : Event::DoseUnknown;
    case Step::Ready: return Event::Ready;
    case Step::Draw: return Event::Draw;
    case Step::Fault: return Event::Fault;
    case Step::Acknowledged: return Event::Acknowledged;
    case Step::Closed: return Event::Closed;
    case Step::Void: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace tgc::day

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/vial_clock.h"

#include <algorithm>

#include "app/session/day/duration_words.h"

namespace tgc::day {

namespace {

constexpr const char *clockWasSet = "its time is still to come: a clock was set, or a time mistyped";

std::string reactingWords(const VialClock &clock, const Timeline &timeline)
{
    if (!clock.sinceDosed) {
        return std::string("dosed, and ") + clockWasSet;
    }
    const std::string so = "reacting " + durationWords(*clock.sinceDosed);
    return clock.toReady         ? so + ", ready in " + durationWords(*clock.toReady)
           : timeline.reaction_s ? so
                                 : so + "; how long it takes is not stated";
}

std::string wordsOf(const VialClock &clock, const Timeline &timeline)
{
    switch (clock.state) {
    case VialState::Empty: return "not sealed yet";
    case VialState::Sealed:
        return clock.sinceSealed ? "sealed " + durationWords(*clock.sinceSealed) + " ago"
                                 : std::string("sealed, and ") + clockWasSet;
    case VialState::Reacting: return reactingWords(clock, timeline);
    case VialState::Ready:
        return (clock.readySince ? "ready since " + durationWords(*clock.readySince) : std::string("ready")) + ", " +
               drawWords(1, timeline.planned) + " is next";
    case VialState::Drawn:
        return drawWords(timeline.draws, timeline.planned) + " done" +
               (clock.sinceDraw ? " " + durationWords(*clock.sinceDraw) + " ago" : std::string(", and ") + clockWasSet);
    case VialState::Fault: return timeline.fault;
    case VialState::Closed: return "closed, " + std::to_string(timeline.draws) + " drawn";
    }
    return {};
}

} // namespace

std::string drawWords(int draw, std::optional<int> planned)
{
    return "draw " + std::to_string(draw) + (planned ? " of " + std::to_string(*planned) : std::string());
}

std::optional<TimePoint> readySince(const Timeline &timeline, TimePoint now)
{
    const VialState state = stateAt(timeline, now);
    if (state != VialState::Ready && state != VialState::Drawn) {
        return std::nullopt;
    }
    const auto due = timeline.dueAt();
    if (timeline.readyAt && due) {
        return std::min(*timeline.readyAt, *due);
    }
    return timeline.readyAt ? timeline.readyAt : due;
}

VialClock clockOf(const Timeline &timeline, TimePoint now, const DayOptions &options)
{
    VialClock clock;
    clock.state = stateAt(timeline, now);
    clock.doubtful = timeline.doubtfulClock;
    const auto since = [&](const std::optional<TimePoint> &at) -> std::optional<Duration> {
        if (at && *at > now) {
            clock.doubtful = true;
            return std::nullopt;
        }
        return at ? std::optional(now - *at) : std::nullopt;
    };
    clock.sinceSealed = since(timeline.sealedAt);
    clock.sinceDosed = since(timeline.dosedAt);
    clock.sinceDraw = since(timeline.lastDrawAt);
    clock.readySince = since(readySince(timeline, now));
    if (clock.state == VialState::Reacting && clock.sinceDosed) {
        if (const auto due = timeline.dueAt()) {
            clock.toReady = *due - now; // above zero, or it would be ready
            const Duration whole = *due - *timeline.dosedAt;
            clock.progress = static_cast<double>(clock.sinceDosed->count()) / static_cast<double>(whole.count());
        }
    }
    clock.overdue = clock.state == VialState::Ready && clock.readySince && *clock.readySince > options.overdueAfter;
    clock.words = wordsOf(clock, timeline);
    return clock;
}

} // namespace tgc::day

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/what_next.h"

#include <algorithm>
#include <tuple>

#include "app/session/day/duration_words.h"

namespace tgc::day {

namespace {

using Kind = NextAct::Kind;

struct Ranked {
    NextAct act;
    TimePoint since; ///< who waits longest comes first
};

NextAct act(Kind kind, const DayVial &vial, std::optional<Step> step, std::string words, std::string reason)
{
    return {kind, vial.plan.sampleId, step, std::move(words), std::move(reason), false, false};
}

void mindTheQueue(NextAct &next, const QueueFacts &queue)
{
    if (const auto line = queue.lines.find(next.sampleId); line != queue.lines.end()) {
        next.byQueue = true;
        next.reason += "; line " + std::to_string(line->second) + " of the queue does it";
    } else if (!queue.busyWith.empty()) {
        next.reason += "; the chromatograph is busy with " + queue.busyWith;
    }
}

NextAct dose(const DayVial &vial, const VialClock &clock)
{
    const std::string words = "Dose " + vial.plan.sampleId;
    if (!vial.plan.doseRefusal.empty()) {
        return act(Kind::EnterSafety, vial, Step::Dosed, words, "refused, " + vial.plan.doseRefusal);
    }
    return act(Kind::Dose, vial, Step::Dosed, words, clock.words);
}

NextAct draw(const DayVial &vial, const VialClock &clock, const QueueFacts &queue)
{
    const int number = vial.line.draws + 1;
    NextAct next = act(Kind::Draw, vial, Step::Draw, "Draw " + std::to_string(number) + " from " + vial.plan.sampleId,
                       clock.readySince ? "ready since " + durationWords(*clock.readySince) : std::string("ready"));
    next.urgent = clock.overdue;
    if (clock.overdue) {
        next.reason = "overdue, " + next.reason;
    }
    mindTheQueue(next, queue);
    return next;
}

NextAct afterDraws(const DayVial &vial)
{
    const auto &line = vial.line;
    const std::string so = drawWords(line.draws, line.planned) + " done";
    return line.planned ? act(Kind::Close, vial, Step::Closed, "Close " + vial.plan.sampleId, so)
                        : act(Kind::Close, vial, Step::Closed, "Close " + vial.plan.sampleId + ", or draw again",
                              so + "; how many draws are wanted is not stated");
}

NextAct waiting(const DayVial &vial, const VialClock &clock)
{
    const std::string &id = vial.plan.sampleId;
    if (clock.toReady) {
        return act(Kind::Wait, vial, std::nullopt, "Wait for " + id, "ready in " + durationWords(*clock.toReady));
    }
    if (clock.sinceDosed) {
        return act(Kind::Watch, vial, Step::Ready, "Watch " + id,
                   clock.words + ": record ready when its pressure has settled");
    }
    return act(Kind::Watch, vial, Step::Ready, "Look at " + id, clock.words);
}

std::optional<Ranked> actOf(const DayVial &vial, const QueueFacts &queue, TimePoint now, const DayOptions &options)
{
    const Timeline &line = vial.line;
    const VialClock clock = clockOf(line, now, options);
    const auto since = [&](const std::optional<TimePoint> &at) { return at.value_or(now); };
    switch (clock.state) {
    case VialState::Empty:
        return Ranked{act(Kind::Seal, vial, Step::Sealed, "Seal " + vial.plan.sampleId, "not sealed yet"), now};
    case VialState::Sealed: return Ranked{dose(vial, clock), since(line.sealedAt)};
    case VialState::Reacting: return Ranked{waiting(vial, clock), since(line.dueAt())};
    case VialState::Ready: return Ranked{draw(vial, clock, queue), since(readySince(line, now))};
    case VialState::Drawn:
        if (line.planned && line.draws < *line.planned) {
            return Ranked{draw(vial, clock, queue), since(readySince(line, now))};
        }
        return Ranked{afterDraws(vial), since(line.lastDrawAt)};
    case VialState::Fault: {
        NextAct next = act(Kind::Acknowledge, vial, Step::Acknowledged,
                           "Look at " + vial.plan.sampleId + " and acknowledge", line.fault);
        next.urgent = true;
        return Ranked{std::move(next), since(line.dosedAt)};
    }
    case VialState::Closed: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<NextAct> checkStandard(const QueueFacts &queue)
{
    if (!queue.checkEvery || !queue.injectionsSinceCheck || *queue.injectionsSinceCheck < *queue.checkEvery) {
        return std::nullopt;
    }
    NextAct next;
    next.kind = Kind::CheckStandard;
    next.words = "Inject a check standard";
    next.reason = "due, " + std::to_string(*queue.injectionsSinceCheck) + " injections since the last one";
    return next;
}

} // namespace

std::vector<NextAct> withActs(std::vector<NextAct> next, std::span<const NextAct> others)
{
    next.insert(next.end(), others.begin(), others.end());
    std::stable_sort(next.begin(), next.end(), [](const NextAct &a, const NextAct &b) { return a.kind < b.kind; });
    return next;
}

std::vector<NextAct> whatNext(std::span<const DayVial> vials, const QueueFacts &queue, TimePoint now,
                              const DayOptions &options)
{
    std::vector<Ranked> ranked;
    for (const DayVial &vial : vials) {
        if (auto one = actOf(vial, queue, now, options)) {
            ranked.push_back(std::move(*one));
        }
    }
    if (auto check = checkStandard(queue)) {
        ranked.push_back({std::move(*check), now});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) {
        return std::tuple(a.act.kind, a.since, a.act.sampleId) < std::tuple(b.act.kind, b.since, b.act.sampleId);
    });
    std::vector<NextAct> acts;
    for (Ranked &one : ranked) {
        acts.push_back(std::move(one.act));
    }
    return acts;
}

} // namespace tgc::day

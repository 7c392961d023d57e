// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/day/timeline.h"

#include <set>

#include "analysis/core/decimal.h"
#include "app/session/day/duration_words.h"
#include "app/session/day/transitions.h"

namespace tgc::day {

namespace {

Duration seconds(double s)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(s));
}

/// Where a step leads that the table would not have taken: what was recorded was done.
VialState plainly(Event event, VialState beforeFault)
{
    switch (event) {
    case Event::Sealed: return VialState::Sealed;
    case Event::Dosed: return VialState::Reacting;
    case Event::Ready: return VialState::Ready;
    case Event::Draw: return VialState::Drawn;
    case Event::DoseUnknown:
    case Event::Fault: return VialState::Fault;
    case Event::Acknowledged: return beforeFault;
    case Event::Closed: return VialState::Closed;
    }
    return VialState::Fault;
}

class Replay {
public:
    explicit Replay(const VialPlan &plan) : m_plan(plan)
    {
        m_line.planned = plan.draws;
        m_line.reaction_s = plan.reaction_s;
    }

    void take(const VialStep &step, bool voided)
    {
        TimelineEntry entry;
        entry.step = step;
        entry.voided = voided;
        if (const auto event = eventOf(step.step, step.known); event && !voided) {
            apply(entry, *event);
        }
        entry.after = m_line.state;
        m_line.entries.push_back(std::move(entry));
    }

    Timeline done() { return std::move(m_line); }

private:
    void apply(TimelineEntry &entry, Event event)
    {
        const VialStep &step = entry.step;
        const VialState before = stateAt(m_line, step.at);
        const Transition &allowed = transition(before, event);
        entry.inOrder = allowed.taken();
        if (!entry.inOrder) {
            remark(entry, "this was recorded although " + std::string(allowed.refusal));
        }
        if (event == Event::Ready && before == VialState::Reacting && m_line.dueAt()) {
            remark(entry, "ready " + durationWords(*m_line.dueAt() - step.at) + " before its reaction time is over");
        }
        if (event == Event::Draw) {
            entry.draw = ++m_line.draws;
            m_line.lastDrawAt = step.at;
            if (m_line.planned && m_line.draws > *m_line.planned) {
                remark(entry, "draw " + std::to_string(m_line.draws) + ", and " + std::to_string(*m_line.planned) +
                                  " were planned");
            }
        }
        mindTheClock(entry);
        if (allowed.back) {
            m_line.state = m_line.beforeFault;
        } else {
            enter(allowed.next.value_or(plainly(event, m_line.beforeFault)), before, event);
        }
        remember(step, event);
        m_last = step;
    }

    void enter(VialState next, VialState before, Event event)
    {
        if (next == VialState::Fault && before != VialState::Fault) {
            // Liquid went in, however much: once somebody has looked, the vial is one that reacts.
            m_line.beforeFault = event == Event::DoseUnknown ? VialState::Reacting : before;
        }
        m_line.state = next;
    }

    void remember(const VialStep &step, Event event)
    {
        switch (event) {
        case Event::Sealed: m_line.sealedAt = step.at; break;
        case Event::DoseUnknown: m_line.doseUnknown = true; [[fallthrough]];
        case Event::Dosed:
            m_line.dosedAt = step.at;
            m_line.readyAt.reset();
            m_line.reaction_s = m_plan.reaction_s;
            if (const auto own = parseDecimal(step.reaction_s)) {
                m_line.reaction_s = own->value;
            }
            break;
        case Event::Ready:
            if (!m_line.readyAt) {
                m_line.readyAt = step.at;
            }
            break;
        case Event::Closed: m_line.closedAt = step.at; break;
        case Event::Draw:
        case Event::Fault:
        case Event::Acknowledged: break;
        }
        if (m_line.state == VialState::Fault) {
            m_line.fault = event == Event::DoseUnknown ? "how much was dosed is not known: " + step.note : step.note;
        } else {
            m_line.fault.clear();
        }
    }

    void mindTheClock(TimelineEntry &entry)
    {
        if (m_last && entry.step.at < m_last->at) {
            m_line.doubtfulClock = true;
            remark(entry,
                   "dated " + durationWords(m_last->at - entry.step.at) + " before the step before it (" +
                       std::string(wordOf(m_last->step)) +
                       "): a clock was set, or a time mistyped; void it and record it anew if its time is wrong");
        }
    }

    static void remark(TimelineEntry &entry, const std::string &text)
    {
        entry.remark += (entry.remark.empty() ? "" : "; ") + text;
    }

    const VialPlan &m_plan;
    Timeline m_line;
    std::optional<VialStep> m_last;
};

} // namespace

std::optional<TimePoint> Timeline::dueAt() const
{
    return dosedAt && reaction_s ? std::optional(*dosedAt + seconds(*reaction_s)) : std::nullopt;
}

std::vector<std::string> Timeline::remarks() const
{
    std::vector<std::string> all;
    for (const TimelineEntry &entry : entries) {
        if (!entry.remark.empty()) {
            all.push_back(stepWords(entry) + ": " + entry.remark);
        }
    }
    return all;
}

Timeline timelineOf(std::span<const VialStep> steps, const VialPlan &plan)
{
    std::set<std::int64_t> voided;
    for (const VialStep &step : steps) {
        if (step.step == Step::Void && step.voids) {
            voided.insert(*step.voids);
        }
    }
    Replay replay(plan);
    for (const VialStep &step : steps) {
        replay.take(step, step.step != Step::Void && voided.contains(step.id));
    }
    return replay.done();
}

VialState stateAt(const Timeline &timeline, TimePoint at)
{
    const auto due = timeline.dueAt();
    return timeline.state == VialState::Reacting && due && at >= *due ? VialState::Ready : timeline.state;
}

std::string stepWords(const TimelineEntry &entry)
{
    std::string text(wordOf(entry.step.step));
    if (entry.draw > 0) {
        text += " " + std::to_string(entry.draw);
    }
    if (!entry.step.value.empty()) {
        text += " " + entry.step.value + (entry.step.unit.empty() ? "" : " " + entry.step.unit);
    }
    return text;
}

} // namespace tgc::day

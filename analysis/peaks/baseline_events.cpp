// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/core/decimal.h"
#include "analysis/peaks/event_layout.h"

namespace tgc {

namespace {

const char *const noPeak = "no peak has its apex there: nothing done";

/// Gives a peak a baseline that a person set.
void force(Layout &layout, PlannedPeak &peak, const Line &line)
{
    layout.setBaseline(peak, line);
    peak.peak.rule = BoundRule::Forced;
}

/// Ends the peak where, going out from the apex, the signal meets the baseline.
void endAtBaseline(Layout &layout, PlannedPeak &peak)
{
    const Samples &samples = layout.samples;
    const auto over = [&](std::size_t i) {
        const double t = samples.times_s[i];
        return peak.sign * (layout.level(t, peak.width) - peak.baseline.at(t)) > 0.0;
    };
    const std::size_t apex = samples.at(peak.apex());
    for (std::size_t i = apex; i < samples.size() && samples.times_s[i] < peak.end(); ++i) {
        if (!over(i)) {
            layout.moveEnd(peak, samples.times_s[i]);
            break;
        }
    }
    for (std::size_t i = std::min(apex, samples.size()); i-- > 0 && samples.times_s[i] > peak.start();) {
        if (!over(i)) {
            layout.moveStart(peak, samples.times_s[i]);
            break;
        }
    }
}

/// A letter for the ends that were at the baseline.
void letterEnds(Layout &layout, std::size_t i, char letter)
{
    std::string &code = layout.peaks[i].peak.code;
    code[0] = i > 0 && layout.fused(i - 1) ? code[0] : letter;
    code[1] = layout.fused(i) ? code[1] : letter;
}

void runLevel(Layout &layout, const IntegrationEvent &event, double t, std::optional<double> held)
{
    const auto found = layout.inside(event);
    if (found.empty()) {
        layout.warn(event, noPeak);
        return;
    }
    const PlannedPeak &first = layout.peaks[found.front()];
    const double value = held ? *held : layout.level(t, first.width);
    for (const std::size_t i : found) {
        letterEnds(layout, i, 'F');
        layout.peaks[i].anchor = held ? layout.peaks[i].anchor : layout.peaks[i].width / 8.0;
        force(layout, layout.peaks[i], {t, value, 0.0});
    }
    for (const std::size_t i : found) { // apart: neighbours stay fused until all have their baseline
        endAtBaseline(layout, layout.peaks[i]);
    }
}

void hold(Layout &layout, const IntegrationEvent &event)
{
    const auto found = layout.inside(event);
    const double t = inSeconds(event.start);
    runLevel(layout, event, t,
             found.empty() ? std::nullopt : std::optional(layout.peaks[found.front()].baseline.at(t)));
}

void valleyToValley(Layout &layout, const IntegrationEvent &event)
{
    bool any = false;
    for (const std::size_t i : layout.inside(event)) {
        PlannedPeak &peak = layout.peaks[i];
        const bool before = i > 0 && layout.fused(i - 1);
        const bool after = layout.fused(i);
        if (!before && !after) {
            continue;
        }
        any = true;
        const double from = before ? layout.level(peak.start(), peak.width) : peak.baseline.at(peak.start());
        const double to = after ? layout.level(peak.end(), peak.width) : peak.baseline.at(peak.end());
        layout.setBaseline(peak, lineThrough(peak.start(), from, peak.end(), to));
        peak.anchor = peak.width / 8.0;
        peak.peak.rule = BoundRule::Valley;
    }
    if (!any) {
        layout.warn(event, "no fused peaks there: nothing done");
    }
}

void together(Layout &layout, const IntegrationEvent &event)
{
    const auto found = layout.inside(event);
    if (found.size() < 2) {
        layout.warn(event, "fewer than two peaks have their apex there: nothing done");
        return;
    }
    const PlannedPeak &first = layout.peaks[found.front()];
    const PlannedPeak &last = layout.peaks[found.back()];
    const Line line =
        lineThrough(first.start(), first.baseline.at(first.start()), last.end(), last.baseline.at(last.end()));
    for (const std::size_t i : found) {
        layout.setBaseline(layout.peaks[i], line);
        layout.peaks[i].peak.rule = BoundRule::Drop;
    }
}

/// Parts a group of fused peaks at the border after `left` (or at its outer end): on either side the baseline runs
/// straight between the signal at t and the group's outer end.
void resetAt(Layout &layout, const IntegrationEvent &event, double t)
{
    const auto here = layout.at(t);
    if (!here) {
        layout.warn(event, "no peak stands there, the baseline meets the signal anyway: nothing done");
        return;
    }
    std::size_t first = *here;
    std::size_t last = *here;
    while (first > 0 && layout.fused(first - 1)) {
        --first;
    }
    while (layout.fused(last)) {
        ++last;
    }
    const bool onFront = t < layout.peaks[*here].apex();
    const std::size_t right = onFront ? *here : *here + 1; // the first peak after t
    const double value = layout.level(t, layout.peaks[*here].width);
    const PlannedPeak &begin = layout.peaks[first];
    const PlannedPeak &end = layout.peaks[last];
    const Line before = lineThrough(begin.start(), begin.baseline.at(begin.start()), t, value);
    const Line after = lineThrough(t, value, end.end(), end.baseline.at(end.end()));
    for (std::size_t i = first; i <= last; ++i) {
        force(layout, layout.peaks[i], i < right ? before : after);
        layout.peaks[i].anchor = layout.peaks[i].width / 8.0;
    }
    if (right > first) {
        layout.moveEnd(layout.peaks[right - 1], t);
        layout.peaks[right - 1].peak.code[1] = right <= last ? 'V' : 'F';
    }
    if (right <= last) {
        layout.moveStart(layout.peaks[right], t);
        layout.peaks[right].peak.code[0] = right > first ? 'V' : 'F';
    }
}

void nextValley(Layout &layout, const IntegrationEvent &event)
{
    for (std::size_t i = 0; i < layout.peaks.size(); ++i) {
        if (layout.fused(i) && layout.peaks[i].end() >= inSeconds(event.start)) {
            resetAt(layout, event, layout.peaks[i].end());
            return;
        }
    }
    layout.warn(event, "no valley between fused peaks follows: nothing done");
}

void runBack(Layout &layout, const IntegrationEvent &event)
{
    const double t = inSeconds(event.start);
    std::size_t last = layout.peaks.size();
    while (last > 0 && layout.peaks[last - 1].apex() > t) {
        --last;
    }
    if (last == 0) {
        layout.warn(event, "no peak stands before it: nothing done");
        return;
    }
    PlannedPeak &nearest = layout.peaks[last - 1];
    const double value = layout.level(t, nearest.width);
    const Samples &samples = layout.samples;
    std::size_t meets = samples.at(nearest.apex());
    const auto over = [&](std::size_t i) {
        return nearest.sign * (layout.level(samples.times_s[i], nearest.width) - value) > 0.0;
    };
    if (meets == samples.size() || !over(meets)) {
        layout.warn(event, "the peak before it does not stand above the signal here: nothing done");
        return;
    }
    while (meets > 0 && over(meets)) {
        --meets;
    }
    if (over(meets)) {
        layout.warn(event, "the signal was never at its level here before: nothing done");
        return;
    }
    const double from = samples.times_s[meets];
    std::size_t first = last - 1;
    while (first > 0 && layout.peaks[first - 1].apex() > from) {
        --first;
    }
    layout.moveStart(layout.peaks[first], from);
    layout.moveEnd(nearest, t);
    for (std::size_t i = first; i < last; ++i) {
        force(layout, layout.peaks[i], {t, value, 0.0});
        layout.peaks[i].anchor = layout.peaks[i].width / 8.0;
    }
    layout.peaks[first].peak.code[0] = 'F';
    nearest.peak.code[1] = 'F';
}

void forceBaseline(Layout &layout, const IntegrationEvent &event)
{
    const double from = std::max(inSeconds(event.start), layout.samples.times_s.front());
    const double to = std::min(inSeconds(*event.end), layout.samples.times_s.back());
    const auto found = layout.inside(event);
    if (found.empty() || !(from < to)) {
        layout.warn(event, noPeak);
        return;
    }
    PlannedPeak &first = layout.peaks[found.front()];
    PlannedPeak &last = layout.peaks[found.back()];
    if (found.front() > 0) {
        PlannedPeak &before = layout.peaks[found.front() - 1];
        if (layout.fused(found.front() - 1) || before.end() > from) {
            layout.moveEnd(before, from);
        }
    }
    if (found.back() + 1 < layout.peaks.size()) {
        PlannedPeak &after = layout.peaks[found.back() + 1];
        if (layout.fused(found.back()) || after.start() < to) {
            layout.moveStart(after, to);
        }
    }
    layout.moveStart(first, from);
    layout.moveEnd(last, to);
    const Line line = lineThrough(from, layout.level(from, first.width), to, layout.level(to, last.width));
    for (const std::size_t i : found) {
        force(layout, layout.peaks[i], line);
        layout.peaks[i].anchor = layout.peaks[i].width / 8.0;
    }
    first.peak.code[0] = 'F';
    last.peak.code[1] = 'F';
}

} // namespace

void applyBaselineEvent(Layout &layout, const IntegrationEvent &event)
{
    switch (event.kind) {
    case EventKind::ValleyToValley: valleyToValley(layout, event); break;
    case EventKind::Together: together(layout, event); break;
    case EventKind::HorizontalForward: runLevel(layout, event, inSeconds(event.start), {}); break;
    case EventKind::HorizontalBackward: runLevel(layout, event, inSeconds(*event.end), {}); break;
    case EventKind::BaselineHold: hold(layout, event); break;
    case EventKind::BaselineNow: resetAt(layout, event, inSeconds(event.start)); break;
    case EventKind::BaselineNextValley: nextValley(layout, event); break;
    case EventKind::BaselineBack: runBack(layout, event); break;
    case EventKind::ForceBaseline: forceBaseline(layout, event); break;
    default: break;
    }
}

} // namespace tgc

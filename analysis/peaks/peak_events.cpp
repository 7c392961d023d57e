// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/core/decimal.h"
#include "analysis/peaks/event_layout.h"

namespace tgc {

namespace {

/// The interval within the trace; empty, with a warning, where fewer than three samples are left.
std::optional<Stretch> stretchOf(Layout &layout, const IntegrationEvent &event)
{
    const Stretch stretch{std::max(inSeconds(event.start), layout.samples.times_s.front()),
                          std::min(inSeconds(*event.end), layout.samples.times_s.back())};
    if (!(stretch.to_s > stretch.from_s) || layout.samples.at(stretch.to_s) < layout.samples.at(stretch.from_s) + 2) {
        layout.warn(event, "fewer than three samples of the trace lie there: nothing done");
        return std::nullopt;
    }
    return stretch;
}

PlannedPeak between(const Stretch &stretch, const Line &baseline, double anchor, const char *code)
{
    PlannedPeak peak;
    peak.peak.start = seconds(stretch.from_s);
    peak.peak.end = seconds(stretch.to_s);
    peak.peak.rule = BoundRule::Forced;
    peak.peak.code = std::string(code);
    peak.baseline = baseline;
    peak.anchor = anchor;
    return peak;
}

void addPeak(Layout &layout, const IntegrationEvent &event)
{
    const auto stretch = stretchOf(layout, event);
    if (!stretch) {
        return;
    }
    const double width = 0.25 * (stretch->to_s - stretch->from_s);
    const Line line = lineThrough(stretch->from_s, layout.level(stretch->from_s, width), stretch->to_s,
                                  layout.level(stretch->to_s, width));
    layout.clear(stretch->from_s, stretch->to_s);
    layout.insert(between(*stretch, line, width / 8.0, "MM"));
}

void sumArea(Layout &layout, const IntegrationEvent &event)
{
    const auto stretch = stretchOf(layout, event);
    if (!stretch) {
        return;
    }
    const double width = 0.25 * (stretch->to_s - stretch->from_s);
    Line line = lineThrough(stretch->from_s, layout.level(stretch->from_s, width), stretch->to_s,
                            layout.level(stretch->to_s, width));
    std::vector<const PlannedPeak *> reached;
    const PlannedPeak *slice = nullptr; // the one that this goes on from
    for (const PlannedPeak &peak : layout.peaks) {
        if (peak.summed && peak.end() == stretch->from_s) {
            slice = &peak;
        } else if (peak.end() > stretch->from_s && peak.start() < stretch->to_s) {
            reached.push_back(&peak);
        }
    }
    if (slice != nullptr) {
        line = slice->baseline;
    } else if (!reached.empty()) {
        line = lineThrough(stretch->from_s, reached.front()->baseline.at(stretch->from_s), stretch->to_s,
                           reached.back()->baseline.at(stretch->to_s));
    }
    layout.clear(stretch->from_s, stretch->to_s);
    PlannedPeak sum = between(*stretch, line, reached.empty() ? width / 8.0 : 0.0, "FF");
    sum.summed = true;
    layout.insert(std::move(sum));
}

std::optional<std::size_t> peakOf(Layout &layout, const IntegrationEvent &event)
{
    const auto found = layout.at(inSeconds(event.start));
    if (!found) {
        layout.warn(event, "no peak stands there: nothing done");
    }
    return found;
}

/// A part of a peak, its top to be looked for anew.
void becomePart(Layout &layout, PlannedPeak &part)
{
    const double middle = 0.5 * (part.start() + part.end());
    part.apexNear = middle;
    part.apexReach = middle - part.start();
    part.peak.apex = seconds(middle);
    part.peak.rule = BoundRule::Drop;
    layout.touch(part);
}

void splitPeak(Layout &layout, const IntegrationEvent &event)
{
    const auto found = peakOf(layout, event);
    if (!found) {
        return;
    }
    const double t = inSeconds(event.start);
    const auto place = layout.peaks.begin() + static_cast<std::ptrdiff_t>(*found);
    if (!(t > place->start() && t < place->end())) {
        layout.warn(event, "the peak ends there: nothing done");
        return;
    }
    PlannedPeak right = *place;
    place->peak.end = seconds(t);
    place->peak.code[1] = 'V';
    right.peak.start = seconds(t);
    right.peak.code[0] = 'V';
    becomePart(layout, *place);
    becomePart(layout, right);
    layout.peaks.insert(place + 1, std::move(right));
}

void mergePeaks(Layout &layout, const IntegrationEvent &event)
{
    const auto found = layout.inside(event);
    if (found.size() < 2) {
        layout.warn(event, "fewer than two peaks have their apex there: nothing done");
        return;
    }
    const auto first = layout.peaks.begin() + static_cast<std::ptrdiff_t>(found.front());
    const auto last = layout.peaks.begin() + static_cast<std::ptrdiff_t>(found.back());
    PlannedPeak whole = *std::max_element(first, last + 1, [](const PlannedPeak &a, const PlannedPeak &b) {
        return std::abs(inDetectorUnits(a.peak.height)) < std::abs(inDetectorUnits(b.peak.height));
    });
    const bool parted = (found.front() > 0 && layout.fused(found.front() - 1)) || layout.fused(found.back());
    const Line line =
        lineThrough(first->start(), first->baseline.at(first->start()), last->end(), last->baseline.at(last->end()));
    whole.peak.start = first->peak.start;
    whole.peak.end = last->peak.end;
    whole.peak.code = {first->peak.code[0], last->peak.code[1]};
    whole.peak.rule = parted ? BoundRule::Drop : BoundRule::Valley;
    whole.riders.clear();
    layout.setBaseline(whole, line);
    layout.peaks.insert(layout.peaks.erase(first, last + 1), std::move(whole));
}

void deletePeak(Layout &layout, const IntegrationEvent &event)
{
    if (const auto found = peakOf(layout, event)) {
        const auto place = layout.peaks.begin() + static_cast<std::ptrdiff_t>(*found);
        layout.rejected.push_back(
            {place->peak.apex, std::string("delete-peak: ") + (layout.byHand ? "by hand" : "by the method")});
        layout.peaks.erase(place);
    }
}

void moveBound(Layout &layout, const IntegrationEvent &event, bool isStart)
{
    const auto found = peakOf(layout, event);
    if (!found) {
        return;
    }
    const std::size_t i = *found;
    PlannedPeak &peak = layout.peaks[i];
    const double to = std::clamp(event.number, layout.samples.times_s.front(), layout.samples.times_s.back());
    if (isStart ? !(to < peak.end()) : !(to > peak.start())) {
        layout.warn(event, "the peak would end before it begins: nothing done");
        return;
    }
    const bool fused = isStart ? i > 0 && layout.fused(i - 1) : layout.fused(i);
    PlannedPeak *neighbour = nullptr;
    if (isStart && i > 0 && (fused || layout.peaks[i - 1].end() > to)) {
        neighbour = &layout.peaks[i - 1];
    } else if (!isStart && i + 1 < layout.peaks.size() && (fused || layout.peaks[i + 1].start() < to)) {
        neighbour = &layout.peaks[i + 1];
    }
    if (neighbour != nullptr) {
        if (isStart ? !(neighbour->start() < to) : !(neighbour->end() > to)) {
            layout.warn(event, "nothing would be left of the neighbour: delete or merge it first; nothing done");
            return;
        }
        isStart ? layout.moveEnd(*neighbour, to) : layout.moveStart(*neighbour, to);
    }
    isStart ? layout.moveStart(peak, to) : layout.moveEnd(peak, to);
    peak.peak.code[isStart ? 0 : 1] = fused ? 'V' : layout.byHand ? 'M' : 'F';
}

void moveBaseline(Layout &layout, const IntegrationEvent &event, bool isStart)
{
    if (const auto found = peakOf(layout, event)) {
        PlannedPeak &peak = layout.peaks[*found];
        const double from =
            isStart ? layout.withoutStepsBefore(peak.start(), event.number) : peak.baseline.at(peak.start());
        const double to = isStart ? peak.baseline.at(peak.end()) : layout.withoutStepsBefore(peak.end(), event.number);
        layout.setBaseline(peak, lineThrough(peak.start(), from, peak.end(), to));
        peak.anchor = (peak.end() - peak.start()) / 3.0; // a person sees the mean of about that much
        peak.peak.rule = BoundRule::Forced;
        peak.peak.code[isStart ? 0 : 1] = layout.byHand ? 'M' : 'F';
    }
}

void namePeak(Layout &layout, const IntegrationEvent &event)
{
    if (const auto found = peakOf(layout, event)) {
        for (PlannedPeak &other : layout.peaks) {
            if (other.forcedName == event.text) {
                other.forcedName.reset();
            }
        }
        layout.peaks[*found].forcedName = event.text;
        layout.peaks[*found].manual = layout.peaks[*found].manual || layout.byHand;
    }
}

} // namespace

void applyPeakEvent(Layout &layout, const IntegrationEvent &event)
{
    switch (event.kind) {
    case EventKind::AddPeak: addPeak(layout, event); break;
    case EventKind::SplitPeak: splitPeak(layout, event); break;
    case EventKind::MergePeaks: mergePeaks(layout, event); break;
    case EventKind::DeletePeak: deletePeak(layout, event); break;
    case EventKind::MoveStart: moveBound(layout, event, true); break;
    case EventKind::MoveEnd: moveBound(layout, event, false); break;
    case EventKind::MoveBaselineStart: moveBaseline(layout, event, true); break;
    case EventKind::MoveBaselineEnd: moveBaseline(layout, event, false); break;
    case EventKind::NamePeak: namePeak(layout, event); break;
    case EventKind::AreaSum: sumArea(layout, event); break;
    default: break;
    }
}

} // namespace tgc

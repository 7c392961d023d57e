// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/gestures.h"

#include <QCoreApplication>
#include <algorithm>

#include "analysis/core/decimal.h"

namespace tgc::desktop {

namespace {

std::string say(const char *text)
{
    return QCoreApplication::translate("Gestures", text).toStdString();
}

const Peak &at(const std::vector<Peak> &peaks, int index)
{
    return peaks.at(static_cast<std::size_t>(index));
}

IntegrationEvent event(EventKind kind, Time start)
{
    IntegrationEvent made;
    made.kind = kind;
    made.start = start;
    return made;
}

} // namespace

IntegrationEvent eventOfMove(const std::vector<Peak> &peaks, const PeakHandle &handle, double time_s, double value)
{
    const auto kind = [&] {
        switch (handle.kind) {
        case PeakHandle::Kind::Start: return EventKind::MoveStart;
        case PeakHandle::Kind::BaselineStart: return EventKind::MoveBaselineStart;
        case PeakHandle::Kind::BaselineEnd: return EventKind::MoveBaselineEnd;
        case PeakHandle::Kind::End:
        case PeakHandle::Kind::Drop: break; // the next peak begins where this one ends
        }
        return EventKind::MoveEnd;
    }();
    IntegrationEvent made = event(kind, at(peaks, handle.peak).apex);
    made.number = handle.movesInTime() ? time_s : value;
    return made;
}

IntegrationEvent eventOfSpan(double from_s, double to_s)
{
    IntegrationEvent made = event(EventKind::AddPeak, seconds(from_s));
    made.end = seconds(to_s);
    return made;
}

Result<IntegrationEvent> eventOfAct(const std::vector<Peak> &peaks, int selected, ChromatogramPlot::Act act,
                                    double time_s)
{
    const auto under = std::find_if(peaks.begin(), peaks.end(), [&](const Peak &peak) {
        return inSeconds(peak.start) <= time_s && time_s <= inSeconds(peak.end);
    });
    const int index = under != peaks.end() ? static_cast<int>(under - peaks.begin()) : selected;
    if (index < 0) {
        return fail(ErrorCode::BadInput, say("No peak stands there and none is selected: point at one."));
    }
    const Peak &peak = at(peaks, index);
    switch (act) {
    case ChromatogramPlot::Act::Split:
        if (under == peaks.end()) {
            return fail(ErrorCode::BadInput, say("A peak is split where the cross-hair stands: point into one."));
        }
        return event(EventKind::SplitPeak, seconds(time_s));
    case ChromatogramPlot::Act::Merge: {
        if (index + 1 >= static_cast<int>(peaks.size())) {
            return fail(ErrorCode::BadInput, say("There is no peak after this one to merge it with."));
        }
        IntegrationEvent made = event(EventKind::MergePeaks, peak.start);
        made.end = at(peaks, index + 1).end;
        return made;
    }
    case ChromatogramPlot::Act::Delete: return event(EventKind::DeletePeak, peak.apex);
    case ChromatogramPlot::Act::Why: break;
    }
    return fail(ErrorCode::BadInput, say("Nothing is changed by asking."));
}

IntegrationEvent eventOfName(const Peak &peak, const std::string &name)
{
    IntegrationEvent made = event(EventKind::NamePeak, peak.apex);
    made.text = name;
    return made;
}

IntegrationEvent eventToBeginWith(EventKind kind, const Peak *peak, std::pair<double, double> shown_s)
{
    const EventInfo &info = eventInfo(kind);
    const double middle_s = 0.5 * (shown_s.first + shown_s.second);
    IntegrationEvent made = event(kind, seconds(middle_s));
    if (info.extent == EventExtent::Instant) {
        made.start = peak != nullptr ? peak->apex : made.start;
    } else {
        made.start = peak != nullptr ? peak->start : seconds(shown_s.first);
        made.end = peak != nullptr ? peak->end : seconds(shown_s.second);
    }
    switch (info.value) {
    case EventValue::Number: {
        const auto standard = parseDecimal(std::string(info.standard));
        made.number = standard ? standard->value : std::clamp(1.0, info.low, info.high);
        break;
    }
    case EventValue::Choice: made.text = std::string(info.choices.front()); break;
    case EventValue::Text: made.text = "H2"; break;
    case EventValue::None: break;
    }
    if (peak != nullptr) { // to where they are: to be moved from there
        switch (kind) {
        case EventKind::MoveStart: made.number = inSeconds(peak->start); break;
        case EventKind::MoveEnd: made.number = inSeconds(peak->end); break;
        case EventKind::MoveBaselineStart: made.number = inDetectorUnits(peak->baselineStart); break;
        case EventKind::MoveBaselineEnd: made.number = inDetectorUnits(peak->baselineEnd); break;
        default: break;
        }
    }
    return made;
}

} // namespace tgc::desktop

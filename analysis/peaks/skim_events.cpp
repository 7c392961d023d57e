// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/peaks/event_layout.h"

namespace tgc {

namespace {

enum class Skim { Straight, Exponential };

/// Runs of fused peaks, first and last index.
std::vector<std::pair<std::size_t, std::size_t>> groupsOf(const Layout &layout)
{
    std::vector<std::pair<std::size_t, std::size_t>> groups;
    for (std::size_t i = 0; i < layout.peaks.size(); ++i) {
        if (i > 0 && layout.fused(i - 1) && layout.peaks[i - 1].sign == layout.peaks[i].sign) {
            groups.back().second = i;
        } else {
            groups.emplace_back(i, i);
        }
    }
    return groups;
}

/// The ratios that a person set allow it.
bool allowed(const Layout &layout, const PlannedPeak &minor, const PlannedPeak &major, double valley)
{
    const double heights = layout.settings->number(EventKind::SkimHeightRatio, minor.apex(), 0.0);
    const double valleys = layout.settings->number(EventKind::SkimValleyRatio, minor.apex(), 0.0);
    const double depth = minor.sign * (layout.level(valley, minor.width) - minor.baseline.at(valley));
    return major.height() >= heights * minor.height() && (valleys == 0.0 || minor.height() <= valleys * depth);
}

/// Cuts peak `minor` off `major`, of one fused group; `farEnd` = where the minor one was to end.
void skimOff(Layout &layout, std::size_t minor, std::size_t major, Skim skim)
{
    PlannedPeak &small = layout.peaks[minor];
    PlannedPeak &large = layout.peaks[major];
    const bool tail = minor > major;
    SkimPlace place;
    place.majorApex = large.apex();
    place.minorApex = small.apex();
    place.valley = tail ? small.start() : small.end();
    place.farEnd = tail ? small.end() : small.start();
    place.window = small.width / 8.0;
    place.sign = small.sign;
    const SkimCurve curve = skim == Skim::Straight ? straightSkim(layout.samples, place)
                                                   : exponentialSkim(layout.samples, place, large.baseline);
    // The larger one goes on under the smaller one, and beyond it to where the group goes on.
    if (tail && large.end() <= place.farEnd) {
        layout.moveEnd(large, place.farEnd);
        large.peak.code[1] = small.peak.code[1];
    } else if (!tail && large.start() >= place.farEnd) {
        layout.moveStart(large, place.farEnd);
        large.peak.code[0] = small.peak.code[0];
    }
    large.riders.push_back(curve);
    layout.touch(large);
    small.ground = curve;
    small.anchor = small.width / 8.0;
    small.peak.rule = skim == Skim::Straight ? BoundRule::Tangent : BoundRule::ExponentialSkim;
    small.peak.code = std::string("TT");
    layout.moveStart(small, curve.from);
    layout.moveEnd(small, curve.to);
}

/// Skims the wanted members of one group, going away from the larger peak.
bool skimGroup(Layout &layout, const IntegrationEvent &event, std::size_t first, std::size_t last, bool tail)
{
    const Skim skim = event.text == "exponential" ? Skim::Exponential : Skim::Straight;
    std::optional<std::size_t> major;
    bool any = false;
    for (std::size_t k = 0; k <= last - first; ++k) {
        const std::size_t i = tail ? first + k : last - k;
        const PlannedPeak &peak = layout.peaks[i];
        const double valley = tail ? peak.start() : peak.end();
        if (major && covers(event, peak.apex()) && peak.height() < layout.peaks[*major].height() &&
            allowed(layout, peak, layout.peaks[*major], valley)) {
            skimOff(layout, i, *major, skim);
            any = true;
        } else {
            major = i;
        }
    }
    return any;
}

/// The border between peaks i and i + 1 lies no lower than the smaller one's top, give or take what noise can do.
bool isShoulder(const Layout &layout, std::size_t i, const PlannedPeak &small)
{
    const double border = small.sign * layout.level(layout.peaks[i].end(), small.width);
    return border >= small.sign * layout.level(small.apex(), small.width) - 0.02 * small.height();
}

void leaveIn(Layout &layout, std::size_t i)
{
    PlannedPeak &left = layout.peaks[i];
    const PlannedPeak &right = layout.peaks[i + 1];
    PlannedPeak whole = left.height() >= right.height() ? left : right;
    layout.rejected.push_back({(left.height() >= right.height() ? right : left).peak.apex,
                               "shoulders off: no valley parts it from its neighbour"});
    whole.peak.code = {left.peak.code[0], right.peak.code[1]};
    whole.peak.start = left.peak.start;
    whole.peak.end = right.peak.end;
    layout.touch(whole);
    left = std::move(whole);
    layout.peaks.erase(layout.peaks.begin() + static_cast<std::ptrdiff_t>(i + 1));
    const bool parted = (i > 0 && layout.fused(i - 1)) || layout.fused(i);
    layout.peaks[i].peak.rule = parted ? BoundRule::Drop : BoundRule::Valley;
}

} // namespace

void applySkimEvent(Layout &layout, const IntegrationEvent &event)
{
    if (event.kind != EventKind::SkimTail && event.kind != EventKind::SkimFront) {
        return;
    }
    bool any = false;
    for (const auto &[first, last] : groupsOf(layout)) {
        any = skimGroup(layout, event, first, last, event.kind == EventKind::SkimTail) || any;
    }
    if (!any) {
        layout.warn(event, "no smaller peak stands fused on a larger one there that the ratios allow: nothing done");
    }
}

void applyShoulderSettings(Layout &layout)
{
    for (std::size_t i = 0; i + 1 < layout.peaks.size();) {
        const bool sameSign = layout.peaks[i].sign == layout.peaks[i + 1].sign;
        const std::size_t minor = layout.peaks[i].height() < layout.peaks[i + 1].height() ? i : i + 1;
        const PlannedPeak &small = layout.peaks[minor];
        const std::string_view choice = layout.settings->choice(EventKind::Shoulders, small.apex());
        if (!layout.fused(i) || !sameSign || choice == "drop" || !isShoulder(layout, i, small)) {
            ++i;
        } else if (choice == "off") {
            leaveIn(layout, i);
        } else {
            skimOff(layout, minor, minor == i ? i + 1 : i, Skim::Straight);
            ++i;
        }
    }
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/event_layout.h"

#include <algorithm>
#include <cmath>

#include "analysis/peaks/steps.h"

namespace tgc {

PlannedPeak planned(const Peak &peak, std::span<const Step> steps)
{
    PlannedPeak plan;
    plan.peak = peak;
    const double start = inSeconds(peak.start);
    const double end = inSeconds(peak.end);
    const double length = end - start;
    plan.baseline = lineThrough(start, inDetectorUnits(peak.baselineStart) - stepLevel(steps, start), end,
                                inDetectorUnits(peak.baselineEnd) - stepLevel(steps, end));
    plan.width = peak.widthHalf ? inSeconds(*peak.widthHalf) : length / 4.0;
    plan.sign = peak.height < Signal{} ? -1 : 1;
    plan.apexNear = inSeconds(peak.apex);
    plan.apexReach = 0.6 * plan.width;
    return plan;
}

Line lineThrough(double t1, double v1, double t2, double v2)
{
    return {t1, v1, t2 > t1 || t2 < t1 ? (v2 - v1) / (t2 - t1) : 0.0};
}

double Layout::withoutStepsBefore(double t, double value) const
{
    return value - stepLevel(steps, t);
}

double Layout::level(double t, double width) const
{
    return meanAbout(samples, t, width / 8.0);
}

std::vector<std::size_t> Layout::inside(const IntegrationEvent &event) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        if (covers(event, peaks[i].apex())) {
            found.push_back(i);
        }
    }
    return found;
}

std::optional<std::size_t> Layout::at(double t) const
{
    std::optional<std::size_t> nearest;
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        const bool here = peaks[i].start() <= t && t <= peaks[i].end();
        if (here && (!nearest || std::abs(peaks[i].apex() - t) < std::abs(peaks[*nearest].apex() - t))) {
            nearest = i;
        }
    }
    return nearest;
}

bool Layout::fused(std::size_t i) const
{
    return i + 1 < peaks.size() && peaks[i].peak.end == peaks[i + 1].peak.start;
}

void Layout::touch(PlannedPeak &peak) const
{
    peak.dirty = true;
    peak.changed = true;
    peak.manual = peak.manual || byHand;
}

void Layout::moveStart(PlannedPeak &peak, double t) const
{
    peak.peak.start = seconds(t);
    touch(peak);
}

void Layout::moveEnd(PlannedPeak &peak, double t) const
{
    peak.peak.end = seconds(t);
    touch(peak);
}

void Layout::setBaseline(PlannedPeak &peak, const Line &line) const
{
    peak.baseline = line;
    peak.ground.reset();
    touch(peak);
}

void Layout::clear(double from, double to)
{
    std::erase_if(peaks, [&](const PlannedPeak &peak) {
        const bool reachesIn = peak.end() > from && peak.start() < to;
        return reachesIn && peak.apex() >= from && peak.apex() <= to;
    });
    for (PlannedPeak &peak : peaks) {
        if (peak.apex() < from && peak.end() > from) {
            moveEnd(peak, from);
        } else if (peak.apex() > to && peak.start() < to) {
            moveStart(peak, to);
        }
    }
}

void Layout::insert(PlannedPeak peak)
{
    const double middle = 0.5 * (peak.start() + peak.end());
    peak.sign = areaAbove(samples, peak.start(), peak.end(), peak.baseline) < 0.0 ? -1 : 1;
    peak.width = 0.25 * (peak.end() - peak.start());
    peak.apexNear = middle;
    peak.apexReach = middle - peak.start();
    peak.peak.apex = seconds(middle);
    touch(peak);
    const auto place = std::upper_bound(peaks.begin(), peaks.end(), middle,
                                        [](double t, const PlannedPeak &other) { return t < other.apex(); });
    peaks.insert(place, std::move(peak));
}

void Layout::warn(const IntegrationEvent &event, const std::string &what)
{
    warnings.push_back(describe(event) + ": " + what);
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/fitted_curve.h"

#include <algorithm>
#include <cmath>

#include "analysis/fit/fitted_signal.h"
#include "analysis/peaks/steps.h"

namespace tgc::desktop {

namespace {

constexpr double pointsPerWidth = 40.0; ///< of the narrowest peak: smooth on any screen
constexpr double mostPoints = 4000.0;

/// Peaks that were fitted together share their stretch and its line.
bool together(const Peak &a, const Peak &b)
{
    return a.start == b.start && a.end == b.end && a.baselineStart == b.baselineStart;
}

void addGroup(std::vector<FittedLine> &lines, std::span<const Peak> group, std::span<const Step> steps)
{
    double narrowest = HUGE_VAL;
    for (const Peak &peak : group) {
        narrowest = std::min(narrowest, inSeconds(*peak.widthHalf));
    }
    const double from = inSeconds(group.front().start);
    const double length = inSeconds(group.front().end) - from;
    const double first = inDetectorUnits(group.front().baselineStart) - stepLevel(steps, from);
    const double rise = inDetectorUnits(group.front().baselineEnd) - stepLevel(steps, from + length) - first;
    const auto points = static_cast<int>(std::clamp(pointsPerWidth * length / narrowest, 2.0, mostPoints));
    FittedLine sum;
    std::vector<FittedLine> parts(group.size());
    for (int i = 0; i <= points; ++i) {
        const double share = static_cast<double>(i) / points;
        const double t = from + share * length;
        const double ground = first + share * rise + stepLevel(steps, t);
        double total = ground;
        for (std::size_t k = 0; k < group.size(); ++k) {
            const double height = fittedAbove(group[k], t);
            total += height;
            parts[k].times_s.push_back(t);
            parts[k].values.push_back(ground + height);
        }
        sum.times_s.push_back(t);
        sum.values.push_back(total);
    }
    lines.push_back(std::move(sum));
    if (group.size() > 1) {
        for (FittedLine &part : parts) {
            part.part = true;
            lines.push_back(std::move(part));
        }
    }
}

} // namespace

std::vector<FittedLine> fittedLines(const std::vector<Peak> &peaks, std::span<const Step> steps)
{
    std::vector<Peak> fitted;
    std::copy_if(peaks.begin(), peaks.end(), std::back_inserter(fitted),
                 [](const Peak &peak) { return peak.fitted && peak.widthHalf && peak.end > peak.start; });
    std::vector<FittedLine> lines;
    for (std::size_t first = 0; first < fitted.size();) {
        std::size_t last = first + 1;
        while (last < fitted.size() && together(fitted[first], fitted[last])) {
            ++last;
        }
        addGroup(lines, std::span(fitted).subspan(first, last - first), steps);
        first = last;
    }
    return lines;
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/fitted_curve.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/fit/emg_measures.h"

namespace tgc::desktop {

namespace {

constexpr double steepestTail = 1000.0; ///< tau/sigma; the fit's own bound is far below
constexpr int halvings = 60;            ///< of tau/sigma: to the last digits
constexpr double leastTail = 1e-6;      ///< tailing factor over 1 that is a tail
constexpr double pointsPerWidth = 40.0; ///< of the narrowest peak: smooth on any screen
constexpr double mostPoints = 4000.0;

double tailOf(double tailing)
{
    if (tailing - 1.0 < leastTail) {
        return 0.0;
    }
    double low = 0.0;
    double high = steepestTail;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (low + high) / 2.0;
        (emgTailing({0.0, 1.0, middle}) < tailing ? low : high) = middle;
    }
    return (low + high) / 2.0;
}

/// Peaks that were fitted together share their stretch and its line.
bool together(const Peak &a, const Peak &b)
{
    return a.start == b.start && a.end == b.end && a.baselineStart == b.baselineStart;
}

void addGroup(std::vector<FittedLine> &lines, std::span<const Peak> group)
{
    std::vector<EmgShape> shapes;
    double narrowest = HUGE_VAL;
    for (const Peak &peak : group) {
        shapes.push_back(emgOfPeak(peak));
        narrowest = std::min(narrowest, inSeconds(*peak.widthHalf));
    }
    const double from = inSeconds(group.front().start);
    const double length = inSeconds(group.front().end) - from;
    const double first = inDetectorUnits(group.front().baselineStart);
    const double rise = inDetectorUnits(group.front().baselineEnd) - first;
    const auto steps = static_cast<int>(std::clamp(pointsPerWidth * length / narrowest, 2.0, mostPoints));
    FittedLine sum;
    std::vector<FittedLine> parts(group.size());
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        const double t = from + share * length;
        const double ground = first + share * rise;
        double total = ground;
        for (std::size_t k = 0; k < group.size(); ++k) {
            const double height = inDetectorUnitSeconds(group[k].area) * emg(t, shapes[k]);
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

EmgShape emgOfPeak(const Peak &fitted)
{
    EmgShape shape{0.0, 1.0, tailOf(*fitted.tailing)};
    const double scale = inSeconds(*fitted.widthHalf) / emgWidth(shape, 0.5).width();
    shape.sigma *= scale;
    shape.tau *= scale;
    shape.mu = inSeconds(fitted.apex) - emgApex(shape).time;
    return shape;
}

std::vector<FittedLine> fittedLines(const std::vector<Peak> &peaks)
{
    std::vector<Peak> fitted;
    std::copy_if(peaks.begin(), peaks.end(), std::back_inserter(fitted), [](const Peak &peak) {
        return peak.rule == BoundRule::Fit && peak.widthHalf && peak.tailing && peak.end > peak.start;
    });
    std::vector<FittedLine> lines;
    for (std::size_t first = 0; first < fitted.size();) {
        std::size_t last = first + 1;
        while (last < fitted.size() && together(fitted[first], fitted[last])) {
            ++last;
        }
        addGroup(lines, std::span(fitted).subspan(first, last - first));
        first = last;
    }
    return lines;
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/suggest_events.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/peaks/integrate.h"

namespace tgc {

namespace {

double twoDigits(double value)
{
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1.0);
    return std::round(value / unit) * unit;
}

IntegrationEvent setting(EventKind kind, double value)
{
    constexpr double ever = -std::numeric_limits<double>::infinity();
    return {kind, seconds(ever), {}, value, {}, std::string("suggested from the trace")};
}

} // namespace

std::vector<IntegrationEvent> suggestEvents(const Chromatogram &trace)
{
    const IntegrationResult found = integrateClassic(trace);
    std::vector<std::pair<double, double>> widths; // with the height
    double total = 0.0;
    double smallest = std::numeric_limits<double>::infinity();
    for (const Peak &peak : found.peaks) {
        if (peak.widthHalf) {
            const double height = std::abs(inDetectorUnits(peak.height));
            widths.emplace_back(inSeconds(*peak.widthHalf), height);
            total += height;
            smallest = std::min(smallest, inDetectorUnitSeconds(peak.areaU));
        }
    }
    std::vector<IntegrationEvent> events;
    std::sort(widths.begin(), widths.end());
    double sum = 0.0;
    for (const auto &[width, height] : widths) {
        sum += height;
        if (sum >= 0.5 * total) {
            events.push_back(setting(EventKind::PeakWidth, twoDigits(width)));
            break;
        }
    }
    events.push_back(setting(EventKind::Threshold, DetectionOptions().threshold));
    if (std::isfinite(smallest) && smallest > 0.0) {
        events.push_back(setting(EventKind::MinArea, twoDigits(3.0 * smallest)));
    }
    return events;
}

} // namespace tgc

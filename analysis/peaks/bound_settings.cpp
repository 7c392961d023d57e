// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/core/decimal.h"
#include "analysis/peaks/event_layout.h"

namespace tgc {

namespace {

/// Going out from the apex to a bound, the first sample from which `outside` holds; the bound where it never does.
template <class Outside>
double boundWhere(const Layout &layout, const PlannedPeak &peak, int direction, const Outside &outside)
{
    const Samples &samples = layout.samples;
    const double bound = direction < 0 ? peak.start() : peak.end();
    if (direction > 0) {
        for (std::size_t i = samples.at(peak.apex()); i < samples.size() && samples.times_s[i] < bound; ++i) {
            if (outside(samples.times_s[i])) {
                return samples.times_s[i];
            }
        }
        return bound;
    }
    for (std::size_t i = samples.at(peak.apex()); i-- > 0 && samples.times_s[i] > bound;) {
        if (outside(samples.times_s[i])) {
            return samples.times_s[i];
        }
    }
    return bound;
}

double bySlope(const Layout &layout, const PlannedPeak &peak, int direction, double slope)
{
    const double arm = std::max(0.2 * peak.width, layout.interval);
    return boundWhere(layout, peak, direction, [&](double t) {
        const double height = peak.sign * (layout.level(t, peak.width) - peak.baseline.at(t));
        const double outer = layout.level(t + direction * arm, peak.width);
        const double inner = layout.level(t - direction * arm, peak.width);
        return height < 0.5 * peak.height() && peak.sign * (inner - outer) / (2.0 * arm) < slope;
    });
}

double byShare(const Layout &layout, const PlannedPeak &peak, int direction, double percent)
{
    return boundWhere(layout, peak, direction, [&](double t) {
        return peak.sign * (layout.level(t, peak.width) - peak.baseline.at(t)) < 0.01 * percent * peak.height();
    });
}

/// Nothing more than this: why it is refused.
std::optional<std::string> refusal(const EventSettings &settings, const PlannedPeak &peak)
{
    const double t = peak.apex();
    if (settings.at(EventKind::IntegrationOff, t) != nullptr) {
        return std::string("integration-off");
    }
    const double turned = settings.choice(EventKind::Polarity, t) == "inverted" ? -1.0 : 1.0;
    if (turned * inDetectorUnits(peak.peak.height) < 0.0 && settings.choice(EventKind::NegativePeaks, t) != "detect") {
        return std::string("negative-peaks: negative peaks are not wanted here");
    }
    const auto tooSmall = [&](EventKind kind, double value) -> std::optional<std::string> {
        const double least = settings.number(kind, t, 0.0);
        return value < least ? std::optional(std::string(eventInfo(kind).name) + ": " + shortest(value) + ", needs " +
                                             shortest(least))
                             : std::nullopt;
    };
    if (auto small = tooSmall(EventKind::MinArea, std::abs(inDetectorUnitSeconds(peak.peak.area)))) {
        return small;
    }
    if (auto small = tooSmall(EventKind::MinHeight, std::abs(inDetectorUnits(peak.peak.height)))) {
        return small;
    }
    return tooSmall(EventKind::MinHalfWidth, peak.peak.widthHalf ? inSeconds(*peak.peak.widthHalf) : peak.width);
}

} // namespace

void applyBoundSettings(Layout &layout)
{
    for (std::size_t i = 0; i < layout.peaks.size(); ++i) {
        PlannedPeak &peak = layout.peaks[i];
        const IntegrationEvent *slope = layout.settings->at(EventKind::Slope, peak.apex());
        double start = peak.start();
        double end = peak.end();
        if (i == 0 || !layout.fused(i - 1)) {
            const double share = layout.settings->number(EventKind::Liftoff, peak.apex(), 0.0);
            start = slope != nullptr ? bySlope(layout, peak, -1, slope->number) : start;
            start = share > 0.0 ? std::max(start, byShare(layout, peak, -1, share)) : start;
        }
        if (!layout.fused(i)) {
            const double share = layout.settings->number(EventKind::Touchdown, peak.apex(), 0.0);
            end = slope != nullptr ? bySlope(layout, peak, +1, slope->number) : end;
            end = share > 0.0 ? std::min(end, byShare(layout, peak, +1, share)) : end;
        }
        if (start > peak.start()) {
            layout.moveStart(peak, start);
        }
        if (end < peak.end()) {
            layout.moveEnd(peak, end);
        }
    }
}

void applyRejections(Layout &layout)
{
    std::vector<PlannedPeak> kept;
    for (PlannedPeak &peak : layout.peaks) {
        const auto why = peak.manual ? std::nullopt : refusal(*layout.settings, peak);
        if (why) {
            layout.rejected.push_back({peak.peak.apex, *why});
            continue;
        }
        if (layout.settings->choice(EventKind::NegativePeaks, peak.apex()) == "clamp") {
            peak.clamp = true;
            layout.touch(peak);
        }
        kept.push_back(std::move(peak));
    }
    layout.peaks = std::move(kept);
}

} // namespace tgc

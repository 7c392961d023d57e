// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/area.h"
#include "analysis/peaks/event_settings.h"
#include "analysis/peaks/peak.h"
#include "analysis/peaks/skim.h"
#include "analysis/signal/line.h"

namespace tgc {

/// A peak while events are at work on it. As long as no event `changed` it, `peak` is what detection measured, bit for
/// bit. Bounds, code and rule live in `peak` throughout.
struct PlannedPeak {
    Peak peak;
    Line baseline;
    double width = 0.0;      ///< about its half-height width, s
    int sign = 1;
    double apexNear = 0.0;   ///< where its top is sought, give or take `apexReach`, s
    double apexReach = 0.0;
    double anchor = 0.0;     ///< length over which the signal is averaged where the baseline rests on it, s; 0: as
                             ///< detection placed it
    bool dirty = false;      ///< to be measured anew
    bool changed = false;
    bool manual = false;
    bool clamp = false;      ///< what lies under the baseline counts as nothing
    bool summed = false;     ///< a slice of an area sum
    std::optional<SkimCurve> ground; ///< skimmed off a larger peak: in place of the baseline
    std::vector<SkimCurve> riders;   ///< skimmed off this one: in place of the signal
    std::optional<std::string> forcedName;

    [[nodiscard]] double start() const { return inSeconds(peak.start); }
    [[nodiscard]] double end() const { return inSeconds(peak.end); }
    [[nodiscard]] double apex() const { return inSeconds(peak.apex); }
    [[nodiscard]] double height() const { return sign * inDetectorUnits(peak.height); }
};

/// A detected peak, ready for events: its baseline in the signal without the steps.
[[nodiscard]] PlannedPeak planned(const Peak &peak, std::span<const Step> steps);

/// All peaks of a trace on their way through an event table.
struct Layout {
    Samples samples;        ///< without the steps
    std::vector<Step> steps; ///< of the baseline, that the search took out
    double interval = 0.0; ///< usual sampling interval, s
    std::vector<PlannedPeak> peaks; ///< in order of apex
    std::vector<RejectedCandidate> rejected;
    std::vector<std::string> warnings;
    const EventSettings *settings = nullptr;
    bool byHand = false; ///< the table at work is the run's own

    /// A value of the signal itself, as a person gives it, in the signal without the steps.
    [[nodiscard]] double withoutStepsBefore(double t, double value) const;
    /// Mean signal about t over an eighth of `width`.
    [[nodiscard]] double level(double t, double width) const;
    /// Indices of the peaks with their apex in the event's interval.
    [[nodiscard]] std::vector<std::size_t> inside(const IntegrationEvent &event) const;
    /// The peak that stands at t; where several overlap, the one whose apex is nearest.
    [[nodiscard]] std::optional<std::size_t> at(double t) const;
    /// Peaks i and i + 1 are parted by one drop line.
    [[nodiscard]] bool fused(std::size_t i) const;
    /// To be measured anew; by hand where the table is the run's own.
    void touch(PlannedPeak &peak) const;
    void moveStart(PlannedPeak &peak, double t) const;
    void moveEnd(PlannedPeak &peak, double t) const;
    /// Gives the peak a straight baseline in place of what it had.
    void setBaseline(PlannedPeak &peak, const Line &line) const;
    /// Takes out the peaks with their apex in [from, to]; what else reaches in ends at its borders.
    void clear(double from, double to);
    /// Puts a new peak into its place; its sign is that of the area over its baseline.
    void insert(PlannedPeak peak);
    /// "split-peak at 52 s: WHAT"
    void warn(const IntegrationEvent &event, const std::string &what);
};

/// The line through (t1, v1) and (t2, v2); level where the times are equal.
[[nodiscard]] Line lineThrough(double t1, double v1, double t2, double v2);

/// One event on the layout; events of another group do nothing.
void applyBaselineEvent(Layout &layout, const IntegrationEvent &event);
void applyPeakEvent(Layout &layout, const IntegrationEvent &event);
void applySkimEvent(Layout &layout, const IntegrationEvent &event);

/// What the settings `slope`, `liftoff`, `touchdown` and `shoulders` make of freshly detected peaks.
void applyBoundSettings(Layout &layout);
void applyShoulderSettings(Layout &layout);

/// What the settings refuse goes from `peaks` to `rejected`, with the criterion; peaks set by hand stay.
void applyRejections(Layout &layout);

} // namespace tgc

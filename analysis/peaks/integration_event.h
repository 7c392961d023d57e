// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/core/units.h"

namespace tgc {

/// Everything a person can ask of the integration, in the order of `eventTable()`.
enum class EventKind {
    // Settings: they hold over an interval; of rows that overlap the later one counts.
    PeakWidth,
    Threshold,
    Smoothing,
    Bunching,
    SpikeFilter,
    BaselineSteps,
    DetectorDelay,
    Slope,
    Liftoff,
    Touchdown,
    MinArea,
    MinHeight,
    MinHalfWidth,
    IntegrationOff,
    NegativePeaks,
    Polarity,
    Shoulders,
    SkimHeightRatio,
    SkimValleyRatio,
    // Baselines and bounds: done once, in the order of the rows, to the peaks that are there then.
    ValleyToValley,
    Together,
    HorizontalForward,
    HorizontalBackward,
    BaselineHold,
    BaselineNow,
    BaselineNextValley,
    BaselineBack,
    ForceBaseline,
    SkimTail,
    SkimFront,
    AddPeak,
    SplitPeak,
    MergePeaks,
    DeletePeak,
    MoveStart,
    MoveEnd,
    MoveBaselineStart,
    MoveBaselineEnd,
    NamePeak,
    AreaSum
};

enum class EventExtent {
    Interval, ///< from `time_s` to `end_s`; without `end_s` to the end of the trace
    Stretch,  ///< from `time_s` to `end_s`, both needed
    Instant   ///< at `time_s`; `end_s` is refused
};

enum class EventValue { None, Number, Choice, Text };

/// One row of the table from which `tgc integrate --list-events`, docs/integration.md and the desktop's help are made.
struct EventInfo {
    EventKind kind;
    std::string_view name;                      ///< as written in files: `peak-width`
    std::string_view group;                     ///< detection, bounds, rejection, baseline, skim, peak
    EventExtent extent;
    EventValue value;
    std::string_view unit;                      ///< of a number; `signal` stands for the trace's own unit
    std::string_view standard;                  ///< what holds without the event
    std::span<const std::string_view> choices;  ///< of a choice
    double low = 0.0;                           ///< a number's limits, both allowed
    double high = 0.0;
    std::string_view meaning;                   ///< one sentence or two
};

/// A setting holds over its interval, or without times over the whole trace; the other events act once.
[[nodiscard]] constexpr bool isSetting(EventKind kind)
{
    return kind < EventKind::ValleyToValley;
}

/// All events, in the order of EventKind.
[[nodiscard]] std::span<const EventInfo> eventTable();
[[nodiscard]] const EventInfo &eventInfo(EventKind kind);

/// One row of a method's or a run's own event table. Times are on the trace's own axis.
struct IntegrationEvent {
    EventKind kind = EventKind::PeakWidth;
    Time start{};          ///< minus infinity: a setting of the whole trace
    std::optional<Time> end;
    double number = 0.0;   ///< the value of a Number
    std::string text;      ///< the value of a Choice or a Text
    std::string reason;    ///< why, in a person's words; wanted of manual rows, no part of the computation
    bool operator==(const IntegrationEvent &) const = default;
};

/// An event as it is written in tables: name, times and value as text. BadInput, in words: an unknown name (with the
/// nearest known one), a missing or needless time or value, a value outside its limits or choices, a reversed interval.
[[nodiscard]] Result<IntegrationEvent> makeEvent(std::string_view name, const std::optional<Time> &start,
                                                 const std::optional<Time> &end, std::string_view value,
                                                 std::string reason = {});

/// The event's time, s; empty for a setting of the whole trace.
[[nodiscard]] std::optional<double> startOf_s(const IntegrationEvent &event);

/// The value as `makeEvent` reads it back; empty where the event has none.
[[nodiscard]] std::string valueText(const IntegrationEvent &event);

/// "force-baseline 40 s to 60 s", "split-peak at 52.1 s": how warnings name an event.
[[nodiscard]] std::string describe(const IntegrationEvent &event);

} // namespace tgc

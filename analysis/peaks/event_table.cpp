// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "analysis/peaks/integration_event.h"

namespace tgc {

namespace {

constexpr std::array<std::string_view, 3> negativeChoices{"detect", "reject", "clamp"};
constexpr std::array<std::string_view, 2> stepChoices{"remove", "keep"};
constexpr std::array<std::string_view, 2> polarityChoices{"normal", "inverted"};
constexpr std::array<std::string_view, 3> shoulderChoices{"drop", "off", "tangent"};
constexpr std::array<std::string_view, 2> skimChoices{"straight", "exponential"};
constexpr double manySeconds = 1e6;
constexpr double anyNumber = 1e300;

using Kind = EventKind;
using Extent = EventExtent;
using Value = EventValue;

// clang-format off
constexpr EventInfo events[] = {
    {Kind::PeakWidth, "peak-width", "detection", Extent::Interval, Value::Number, "s", "from the signal", {},
     1e-6, manySeconds,
     "expected width of the peaks at half height"},
    {Kind::Threshold, "threshold", "detection", Extent::Interval, Value::Number, "noise SD", "6", {}, 2.0, 1e6,
     "a peak must stand out by so many standard deviations of the noise at its own width, whatever the noise's "
     "colour; lower finds more, and more that is none"},
    {Kind::Smoothing, "smoothing", "detection", Extent::Interval, Value::Number, "s", "0", {}, 0.0, manySeconds,
     "length of a quadratic Savitzky-Golay filter through which peaks and bounds are looked for; areas and "
     "heights come from the raw samples; 0 = none"},
    {Kind::Bunching, "bunching", "detection", Extent::Interval, Value::Number, "samples", "1", {}, 1.0, 1e6,
     "so many samples are averaged into one before peaks are looked for; areas and heights come from the raw "
     "samples"},
    {Kind::SpikeFilter, "spike-filter", "detection", Extent::Interval, Value::Number, "noise SD", "8", {}, 0.0, 1e6,
     "jumps of a sample or two that come back are no peaks from this height on; 0 = no filter"},
    {Kind::BaselineSteps, "baseline-steps", "detection", Extent::Interval, Value::Choice, "", "remove", stepChoices, 0.0,
     0.0,
     "remove: where the baseline steps to another level (a valve, a pressure), the step is taken out of the signal that is "
     "searched and measured; keep: it stays in, and may bound a peak or pass for one"},
    {Kind::DetectorDelay, "detector-delay", "detection", Extent::Interval, Value::Number, "s", "0", {},
     -manySeconds, manySeconds,
     "this detector sees a peak so much later than retention is counted: targets are looked for later by that, "
     "and plates are counted without it"},
    {Kind::Slope, "slope", "bounds", Extent::Interval, Value::Number, "signal/s", "automatic", {}, 0.0, anyNumber,
     "from the apex outwards a peak ends where the signal, seen over 0.4 widths, falls less steeply than this; "
     "only ends at the baseline move, and only inwards"},
    {Kind::Liftoff, "liftoff", "bounds", Extent::Interval, Value::Number, "%", "automatic", {}, 0.0, 90.0,
     "a peak begins where the signal stands this share of the peak's height above the baseline; the baseline "
     "stays; 0 = automatic"},
    {Kind::Touchdown, "touchdown", "bounds", Extent::Interval, Value::Number, "%", "automatic", {}, 0.0, 90.0,
     "a peak ends where the signal stands this share of the peak's height above the baseline; the baseline stays; "
     "0 = automatic"},
    {Kind::MinArea, "min-area", "rejection", Extent::Interval, Value::Number, "signal*s", "0", {}, 0.0, anyNumber,
     "peaks of a smaller area, whatever their sign, are not reported"},
    {Kind::MinHeight, "min-height", "rejection", Extent::Interval, Value::Number, "signal", "0", {}, 0.0, anyNumber,
     "lower peaks, whatever their sign, are not reported"},
    {Kind::MinHalfWidth, "min-half-width", "rejection", Extent::Interval, Value::Number, "s", "0", {}, 0.0, manySeconds,
     "peaks narrower at half height are not reported"},
    {Kind::IntegrationOff, "integration-off", "rejection", Extent::Interval, Value::None, "", "on", {}, 0.0, 0.0,
     "peaks with their apex in the interval are not reported; a peak is never cut by the interval's ends"},
    {Kind::NegativePeaks, "negative-peaks", "rejection", Extent::Interval, Value::Choice, "", "detect",
     negativeChoices, 0.0, 0.0,
     "detect: negative peaks are reported with their sign; reject: they are not reported; clamp: besides, what "
     "lies under the baseline of the other peaks does not count against their area"},
    {Kind::Polarity, "polarity", "rejection", Extent::Interval, Value::Choice, "", "normal", polarityChoices, 0.0, 0.0,
     "inverted: the detector answers to the analyte with a fall (H2 in helium): area and height of the peaks "
     "change sign, so that a dent can be named and quantified"},
    {Kind::Shoulders, "shoulders", "skim", Extent::Interval, Value::Choice, "", "drop", shoulderChoices, 0.0, 0.0,
     "peaks without a valley towards their larger neighbour: drop parts them by a drop line, off leaves them in "
     "the neighbour, tangent skims them"},
    {Kind::SkimHeightRatio, "skim-height-ratio", "skim", Extent::Interval, Value::Number, "1", "0", {}, 0.0, 1e6,
     "a peak is skimmed off its larger neighbour only if that is at least so many times as high; 0 = always"},
    {Kind::SkimValleyRatio, "skim-valley-ratio", "skim", Extent::Interval, Value::Number, "1", "0", {}, 0.0, 1e6,
     "a peak is skimmed only if its height is at most so many times that of the valley beside it; 0 = always"},
    {Kind::ValleyToValley, "valley-to-valley", "baseline", Extent::Interval, Value::None, "", "off", {}, 0.0, 0.0,
     "fused peaks get each a baseline of its own from valley to valley"},
    {Kind::Together, "together", "baseline", Extent::Interval, Value::None, "", "off", {}, 0.0, 0.0,
     "all peaks of the interval share one straight baseline, from the start of the first to the end of the last, "
     "with drop lines between them"},
    {Kind::HorizontalForward, "horizontal-forward", "baseline", Extent::Interval, Value::None, "", "off", {}, 0.0, 0.0,
     "the baseline runs level from the signal at the interval's start; peaks end where the signal meets it"},
    {Kind::HorizontalBackward, "horizontal-backward", "baseline", Extent::Stretch, Value::None, "", "off", {}, 0.0, 0.0,
     "the baseline runs level, back from the signal at the interval's end; peaks begin where the signal meets it"},
    {Kind::BaselineHold, "baseline-hold", "baseline", Extent::Interval, Value::None, "", "off", {}, 0.0, 0.0,
     "the baseline is held level at what it is at the interval's start"},
    {Kind::BaselineNow, "baseline-now", "baseline", Extent::Instant, Value::None, "", "off", {}, 0.0, 0.0,
     "the baseline meets the signal here; the nearest end of a peak moves to it"},
    {Kind::BaselineNextValley, "baseline-next-valley", "baseline", Extent::Instant, Value::None, "", "off",
     {}, 0.0, 0.0,
     "the baseline meets the signal in the next valley between fused peaks"},
    {Kind::BaselineBack, "baseline-back", "baseline", Extent::Instant, Value::None, "", "off", {}, 0.0, 0.0,
     "the baseline runs level, back from the signal here to where the signal meets it before the peaks"},
    {Kind::ForceBaseline, "force-baseline", "baseline", Extent::Stretch, Value::None, "", "off", {}, 0.0, 0.0,
     "a straight baseline from the signal at the interval's start to that at its end, for the peaks between; the "
     "first begins and the last ends there"},
    {Kind::SkimTail, "skim-tail", "skim", Extent::Interval, Value::Choice, "", "off", skimChoices, 0.0, 0.0,
     "smaller peaks on the tail of a larger one are cut off it by a straight tangent from the valley, or by an "
     "exponential that goes on from the tail; the rest belongs to the larger one"},
    {Kind::SkimFront, "skim-front", "skim", Extent::Interval, Value::Choice, "", "off", skimChoices, 0.0, 0.0,
     "the same for smaller peaks on the front of a larger one"},
    {Kind::AddPeak, "add-peak", "peak", Extent::Stretch, Value::None, "", "", {}, 0.0, 0.0,
     "a peak from the interval's start to its end, its baseline between the signal there; it takes the place of "
     "peaks with their apex inside, and neighbours end at it"},
    {Kind::SplitPeak, "split-peak", "peak", Extent::Instant, Value::None, "", "", {}, 0.0, 0.0,
     "the peak that stands here becomes two, parted by a drop line"},
    {Kind::MergePeaks, "merge-peaks", "peak", Extent::Stretch, Value::None, "", "", {}, 0.0, 0.0,
     "the peaks with their apex in the interval become one"},
    {Kind::DeletePeak, "delete-peak", "peak", Extent::Instant, Value::None, "", "", {}, 0.0, 0.0,
     "the peak that stands here is not reported"},
    {Kind::MoveStart, "move-start", "peak", Extent::Instant, Value::Number, "s", "", {}, -1e9, 1e9,
     "the start of the peak that stands here moves to the value, along its baseline; a neighbour fused to it ends "
     "there"},
    {Kind::MoveEnd, "move-end", "peak", Extent::Instant, Value::Number, "s", "", {}, -1e9, 1e9,
     "the end of the peak that stands here moves to the value, along its baseline; a neighbour fused to it begins "
     "there"},
    {Kind::MoveBaselineStart, "move-baseline-start", "peak", Extent::Instant, Value::Number, "signal", "",
     {}, -anyNumber, anyNumber,
     "the baseline of the peak that stands here goes through the value at the peak's start"},
    {Kind::MoveBaselineEnd, "move-baseline-end", "peak", Extent::Instant, Value::Number, "signal", "", {},
     -anyNumber, anyNumber,
     "the baseline of the peak that stands here goes through the value at the peak's end"},
    {Kind::NamePeak, "name-peak", "peak", Extent::Instant, Value::Text, "", "", {}, 0.0, 0.0,
     "the peak that stands here has this name, whatever the targets say; no other keeps it"},
    {Kind::AreaSum, "area-sum", "peak", Extent::Stretch, Value::None, "", "", {}, 0.0, 0.0,
     "the area between start and end of the interval is summed over one baseline and reported as one (flag "
     "area-sum) in place of the peaks inside"}};
// clang-format on

} // namespace

std::span<const EventInfo> eventTable()
{
    return events;
}

const EventInfo &eventInfo(EventKind kind)
{
    return events[static_cast<std::size_t>(kind)];
}

} // namespace tgc

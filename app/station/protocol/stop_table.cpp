// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/protocol/stop_table.h"

#include <algorithm>
#include <iterator>

namespace tgc::station {

namespace {

using Act = StopAct;
using Device = StopDevice;

constexpr StopRow rows[] = {
    {Act::AfterStep, Device::Chromatograph, "goes on to the end of its run", "nothing"},
    {Act::AfterStep, Device::Signal, "is recorded to the end of the injection under way", "nothing"},
    {Act::AfterStep, Device::Titrator, "ends the dose it is at; no other dose is begun", "nothing"},
    {Act::AfterStep, Device::Sampler, "ends the injection it is at; no other is begun", "nothing"},
    {Act::AfterStep, Device::Gauge, "is read on", "nothing"},
    {Act::AfterStep, Device::InterlockSensor, "is read and judged on", "nothing"},

    {Act::NowKeep, Device::Chromatograph, "is not told; it goes on to the end of its own run",
     "where its run ends, and what it does with gas that is on its way"},
    {Act::NowKeep, Device::Signal, "is read on; the run is closed as stopped and kept up to now",
     "what the peaks after the stop would have been"},
    {Act::NowKeep, Device::Titrator, "ends the stroke it has begun, and what it gave is told; no other is sent",
     "whether a dose given by hand at that moment reached the vial"},
    {Act::NowKeep, Device::Sampler, "ends what it was told to do; nothing else is sent",
     "whether an injection under way reached the column"},
    {Act::NowKeep, Device::Gauge, "is read on", "nothing"},
    {Act::NowKeep, Device::InterlockSensor, "is read and judged on", "nothing"},

    {Act::SafeState, Device::Chromatograph,
     "its start line is let go; it is not told to stop: oven, detector and gas stay as they are",
     "where its run ends, and whether a start that was just sent was taken"},
    {Act::SafeState, Device::Signal, "is read on; the run is closed as aborted and kept up to now",
     "what the peaks after the stop would have been"},
    {Act::SafeState, Device::Titrator,
     "a stroke that a dose has begun goes on to its end, for the bus is talking to the pump; then it is told to "
     "terminate; no other is sent",
     "whether a dose given by hand at that moment reached the vial; of the pump's own dose, what its record does not "
     "say"},
    {Act::SafeState, Device::Sampler, "ends what it was told to do; its profile has no safe state, nothing is sent",
     "whether an injection under way reached the column, and where its needle is"},
    {Act::SafeState, Device::Gauge, "is read on", "nothing"},
    {Act::SafeState, Device::InterlockSensor, "is read and judged on; what is latched stays latched", "nothing"},
};

} // namespace

std::span<const StopRow> stopTable()
{
    return rows;
}

std::string_view wordOf(StopAct act)
{
    switch (act) {
    case Act::AfterStep: return "after-step";
    case Act::NowKeep: return "now-keep";
    case Act::SafeState: return "safe-state";
    }
    return {};
}

std::string_view wordOf(StopDevice device)
{
    switch (device) {
    case Device::Chromatograph: return "gas chromatograph";
    case Device::Signal: return "signal";
    case Device::Titrator: return "titrator";
    case Device::Sampler: return "sampler";
    case Device::Gauge: return "gauge";
    case Device::InterlockSensor: return "interlock sensor";
    }
    return {};
}

std::optional<StopAct> stopAct(std::string_view word)
{
    for (const Act act : {Act::AfterStep, Act::NowKeep, Act::SafeState}) {
        if (wordOf(act) == word) {
            return act;
        }
    }
    return std::nullopt;
}

std::string_view sentenceOf(StopAct act)
{
    switch (act) {
    case Act::AfterStep:
        return "The injection under way is recorded to its end; then nothing new begins, and the queue waits.";
    case Act::NowKeep:
        return "The run is closed now as stopped, and kept; the queue is held; devices are left as they are.";
    case Act::SafeState:
        return "The run is closed now as aborted, and kept; the queue is held; devices go to their safe state. It "
               "switches off neither heat nor gas.";
    }
    return {};
}

std::string stopTableMarkdown()
{
    std::string text = "| Stop | Device | What it does | Not known afterwards |\n| --- | --- | --- | --- |\n";
    for (const StopRow &row : rows) {
        for (const std::string_view cell : {wordOf(row.act), wordOf(row.device), row.does, row.unknown}) {
            text.append("| ").append(cell).append(" ");
        }
        text += "|\n";
    }
    return text;
}

} // namespace tgc::station

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/event_settings.h"

#include <algorithm>
#include <ranges>

namespace tgc {

namespace {

bool shapesDetection(EventKind kind)
{
    return kind == EventKind::PeakWidth || kind == EventKind::Threshold || kind == EventKind::Smoothing ||
           kind == EventKind::Bunching || kind == EventKind::SpikeFilter || kind == EventKind::BaselineSteps;
}

} // namespace

bool covers(const IntegrationEvent &event, double t)
{
    return t >= inSeconds(event.start) && (!event.end || t <= inSeconds(*event.end));
}

const IntegrationEvent *EventSettings::at(EventKind kind, double t) const
{
    for (const auto &table : std::views::reverse(m_tables)) {
        for (const IntegrationEvent &event : std::views::reverse(table)) {
            if (event.kind == kind && covers(event, t)) {
                return &event;
            }
        }
    }
    return nullptr;
}

double EventSettings::number(EventKind kind, double t, double absent) const
{
    const IntegrationEvent *event = at(kind, t);
    return event != nullptr ? event->number : absent;
}

std::string_view EventSettings::choice(EventKind kind, double t) const
{
    const IntegrationEvent *event = at(kind, t);
    return event != nullptr ? std::string_view(event->text) : eventInfo(kind).standard;
}

IntegrationOptions EventSettings::detectionAt(double t, const IntegrationOptions &options) const
{
    IntegrationOptions here = options;
    here.targets.clear(); // names come last
    if (const IntegrationEvent *width = at(EventKind::PeakWidth, t)) {
        here.expectedWidthHalf = seconds(width->number);
    }
    DetectionOptions &detection = here.detection;
    detection.threshold = number(EventKind::Threshold, t, detection.threshold);
    detection.smoothing_s = number(EventKind::Smoothing, t, detection.smoothing_s);
    detection.bunching = number(EventKind::Bunching, t, detection.bunching);
    detection.spikeFilter = number(EventKind::SpikeFilter, t, detection.spikeFilter);
    if (const IntegrationEvent *steps = at(EventKind::BaselineSteps, t)) {
        detection.removeSteps = steps->text == "remove";
    }
    return here;
}

std::vector<double> EventSettings::detectionChanges(double from, double to) const
{
    std::vector<double> times;
    const auto add = [&](double t) {
        if (t > from && t < to) {
            times.push_back(t);
        }
    };
    for (const auto &table : m_tables) {
        for (const IntegrationEvent &event : table) {
            if (shapesDetection(event.kind)) {
                add(inSeconds(event.start));
                if (event.end) {
                    add(inSeconds(*event.end));
                }
            }
        }
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

} // namespace tgc

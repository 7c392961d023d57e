// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analysis/peaks/integrate.h"
#include "analysis/peaks/integration_event.h"

namespace tgc {

/// The settings among the events of a method and a run, asked for one time. Of rows that hold at a time the last one of
/// the run counts, else the last one of the method. Both tables must outlive it.
class EventSettings {
public:
    EventSettings(std::span<const IntegrationEvent> method, std::span<const IntegrationEvent> manual)
        : m_tables{method, manual}
    {
    }

    /// The row of this kind that holds at t; nullptr where none does.
    [[nodiscard]] const IntegrationEvent *at(EventKind kind, double t) const;
    [[nodiscard]] double number(EventKind kind, double t, double absent) const;
    [[nodiscard]] std::string_view choice(EventKind kind, double t) const;
    /// How peaks are looked for at t; `options` holds where no event says otherwise.
    [[nodiscard]] IntegrationOptions detectionAt(double t, const IntegrationOptions &options) const;
    /// Times at which the detection's settings change, in order, within (from, to).
    [[nodiscard]] std::vector<double> detectionChanges(double from, double to) const;

private:
    std::span<const IntegrationEvent> m_tables[2];
};

/// t lies between an event's start and end, both included.
[[nodiscard]] bool covers(const IntegrationEvent &event, double t);

} // namespace tgc

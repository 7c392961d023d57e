// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/session/day/timeline.h"

/// Steps of a vial at minutes after 2026-11-27 08:00 UTC, for the tests of timelines, of the list of what is next and of
/// the screen.
namespace tgc::test {

inline day::TimePoint minute(double minutes)
{
    namespace time = std::chrono;
    return time::sys_days(time::year{2026} / 11 / 27) + time::hours(8) +
           time::duration_cast<day::Duration>(time::duration<double, std::ratio<60>>(minutes));
}

inline day::VialStep step(day::Step what, double minutes, const std::string &note = {})
{
    day::VialStep one;
    one.sampleId = "V-03";
    one.step = what;
    one.at = minute(minutes);
    one.by = "J. Doe";
    one.note = note;
    if (what == day::Step::Dosed) {
        one.value = "2.0";
        one.unit = "mL";
    }
    return one;
}

inline day::VialStep unknownDose(double minutes)
{
    day::VialStep one = step(day::Step::Dosed, minutes, "the pump lost its link");
    one.known = false;
    return one;
}

/// A vial of three draws that reacts for 30 minutes.
inline day::VialPlan plan(const std::string &sampleId = "V-03")
{
    day::VialPlan one;
    one.sampleId = sampleId;
    one.draws = 3;
    one.reaction_s = 1800.0;
    return one;
}

/// The list with keys 1, 2, 3 ... as the store gives them.
inline std::vector<day::VialStep> list(std::vector<day::VialStep> steps)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        steps[i].id = static_cast<std::int64_t>(i) + 1;
    }
    return steps;
}

} // namespace tgc::test

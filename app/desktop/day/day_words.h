// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include "analysis/core/error.h"
#include "app/desktop/bench/bench_words.h"
#include "app/session/day/vial_clock.h"

namespace tgc::desktop {

/// A vial's state for the eye: colour, word and sign.
[[nodiscard]] StateWords vialWords(const day::VialClock &clock);

/// The one figure of a vial that is read from across the room, and what it counts: "18 min" "to ready".
struct BigFigure {
    QString figure; ///< empty: there is none
    QString what;
};
[[nodiscard]] BigFigure bigFigure(const day::VialClock &clock, const day::Timeline &line);

/// "10:04" of today, "26 Nov 10:04" of another day, on the clock on the wall; with its offset where that shows it twice.
[[nodiscard]] QString wallTime(day::TimePoint at, day::TimePoint now);

/// A time as typed (typedMoment); empty text: now.
[[nodiscard]] Result<day::TimePoint> typedTime(const QString &text, day::TimePoint now);

/// What a step is called on a button: "Seal", "Draw".
[[nodiscard]] QString verbOf(day::Step step);

/// "dosed 2.0 mL, 10:04, J. Doe"
[[nodiscard]] QString entryWords(const day::TimelineEntry &entry, day::TimePoint now);

} // namespace tgc::desktop

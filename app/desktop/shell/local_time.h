// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <vector>

#include "analysis/core/error.h"

namespace tgc::desktop {

/// The moments at which the clock on the wall shows this, earliest first: two in the hour that is there twice when
/// daylight saving ends, none in the hour that is left out when it begins.
[[nodiscard]] std::vector<QDateTime> momentsOf(QDate date, QTime time);

/// A moment as somebody types it who reads the clock on the wall: "14:05", "14:05:30", "2026-11-27 14:05", each also with
/// its offset from UTC ("02:30+01:00", "Z"). A time of day that is still to come was yesterday's, shortly after midnight. Of
/// a time that was there twice the one that has been is taken where the other is still to come. BadInput, in words: it is no
/// time, it was there twice, or not at all.
[[nodiscard]] Result<QDateTime> typedMoment(const QString &text, const QDateTime &now);

/// "+02:00" where the clock on the wall shows this time twice that day, else nothing: it goes behind the time.
[[nodiscard]] QString offsetIfTwice(const QDateTime &moment);

} // namespace tgc::desktop

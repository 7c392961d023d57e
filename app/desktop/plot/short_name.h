// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>
#include <QString>
#include <QStringList>

namespace tgc::desktop {

constexpr int longestBarName_px = 130;

/// A name as it stands under its bar: of a long one the middle is left out, so that the bars keep their height. The
/// read-out and the table have it whole.
inline QString shortName(const QString &label, const QFontMetrics &metrics)
{
    QStringList lines = label.split(u'\n');
    for (QString &line : lines) {
        line = metrics.elidedText(line, Qt::ElideMiddle, longestBarName_px);
    }
    return lines.join(u'\n');
}

} // namespace tgc::desktop

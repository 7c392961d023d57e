// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/date_time.h"

#include <QDateTime>
#include <QString>

namespace tgc::formats {

std::optional<WrittenTime> parseDateTime(std::string_view text)
{
    QString written = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
    constexpr qsizetype upToMinutes = 16;
    if (written.size() < upToMinutes || written[4] != u'-' || (written[10] != u'T' && written[10] != u' ')) {
        return std::nullopt;
    }
    written[10] = u'T';
    const QString behind = written.mid(upToMinutes);
    const bool zoned = behind.endsWith(u'Z') || behind.contains(u'+') || behind.contains(u'-');
    // Read without the summer time of the machine that reads it, which has hours that do not exist.
    const QDateTime time = QDateTime::fromString(zoned ? written : written + u'Z', Qt::ISODateWithMs);
    if (!time.isValid()) {
        return std::nullopt;
    }
    return WrittenTime{static_cast<double>(time.toMSecsSinceEpoch()) / 1e3, zoned};
}

} // namespace tgc::formats

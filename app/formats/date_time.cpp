// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/formats/date_time.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

namespace tgc::formats {

std::optional<WrittenTime> parseDateTime(std::string_view text)
{
    QString written = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
    if (written.size() < 16 || written[4] != u'-' || (written[10] != u'T' && written[10] != u' ')) {
        return std::nullopt;
    }
    written[10] = u'T';
    QDateTime time = QDateTime::fromString(written, Qt::ISODateWithMs);
    if (!time.isValid()) {
        return std::nullopt;
    }
    const bool zoned = time.timeSpec() != Qt::LocalTime;
    if (!zoned) { // without the summer time of the machine that reads it
        time = QDateTime(time.date(), time.time(), QTimeZone::utc());
    }
    return WrittenTime{static_cast<double>(time.toMSecsSinceEpoch()) / 1e3, zoned};
}

} // namespace tgc::formats

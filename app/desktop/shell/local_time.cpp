// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/local_time.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <cstdlib>
#include <optional>

namespace tgc::desktop {

namespace {

constexpr qint64 day_ms = 86'400'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("LocalTime", text);
}

tl::unexpected<Error> bad(const QString &sentence)
{
    return fail(ErrorCode::BadInput, sentence.toStdString());
}

QString offsetText(int offset_s)
{
    const int minutes = std::abs(offset_s) / 60;
    return QStringLiteral("%1%2:%3")
        .arg(offset_s < 0 ? '-' : '+')
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

/// What was typed, taken apart.
struct Typed {
    QDate date; ///< not valid: a time of day
    QTime time;
    std::optional<int> offset_s;
};

std::optional<Typed> takenApart(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(\\d{4}-\\d{2}-\\d{2})[ T])?(\\d{1,2}:\\d{2}(?::\\d{2})?) ?(Z|[+-]\\d{2}:?\\d{2})?$"));
    const auto match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    Typed typed;
    typed.date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QString time = match.captured(2);
    typed.time =
        QTime::fromString(time, time.count(QLatin1Char(':')) == 2 ? QStringLiteral("H:mm:ss") : QStringLiteral("H:mm"));
    if (QString offset = match.captured(3).remove(QLatin1Char(':')); offset == QLatin1String("Z")) {
        typed.offset_s = 0;
    } else if (!offset.isEmpty()) {
        const int seconds = (QStringView(offset).mid(1, 2).toInt() * 60 + QStringView(offset).mid(3, 2).toInt()) * 60;
        typed.offset_s = offset.startsWith(QLatin1Char('-')) ? -seconds : seconds;
    }
    const bool dated = !match.captured(1).isEmpty();
    return typed.time.isValid() && (!dated || typed.date.isValid()) ? std::optional(typed) : std::nullopt;
}

/// That of a day; where the wall shows it twice, what has been. `date` is the day by the clock that the time is of.
Result<QDateTime> momentOn(QDate date, const Typed &typed, const QDateTime &now)
{
    if (typed.offset_s) {
        return QDateTime(date, typed.time, Qt::OffsetFromUTC, *typed.offset_s).toLocalTime();
    }
    std::vector<QDateTime> moments = momentsOf(date, typed.time);
    const QString words = typed.time.toString(QStringLiteral("HH:mm"));
    const QString day = date.toString(Qt::ISODate);
    if (moments.empty()) {
        return bad(
            tr("%1 was not there on %2: the clocks were set forward past it. Type the time that the clock showed.")
                .arg(words, day));
    }
    if (moments.size() > 1) {
        const auto later = [&](const QDateTime &moment) { return moment > now.addSecs(60); };
        if (later(moments.back()) && !later(moments.front())) {
            return moments.front();
        }
        return bad(tr("%1 was there twice on %2, when the clocks were set back: type it with its offset from UTC, %3%4 "
                      "for the first or %3%5 for the second.")
                       .arg(words, day, typed.date.isValid() ? day + QLatin1Char(' ') + words : words,
                            offsetText(moments.front().offsetFromUtc()), offsetText(moments.back().offsetFromUtc())));
    }
    return moments.front();
}

} // namespace

std::vector<QDateTime> momentsOf(QDate date, QTime time)
{
    const qint64 wall_ms = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    std::vector<QDateTime> moments;
    for (const qint64 near_ms : {wall_ms - day_ms, wall_ms + day_ms}) { // the offsets of before and of after
        const qint64 offset_ms = qint64{1000} * QDateTime::fromMSecsSinceEpoch(near_ms).offsetFromUtc();
        const QDateTime moment = QDateTime::fromMSecsSinceEpoch(wall_ms - offset_ms);
        if (moment.date() == date && moment.time() == time &&
            std::find(moments.begin(), moments.end(), moment) == moments.end()) {
            moments.push_back(moment);
        }
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

Result<QDateTime> typedMoment(const QString &text, const QDateTime &now)
{
    const auto typed = takenApart(text.trimmed());
    if (!typed) {
        return bad(tr("\"%1\" is not read as a time: type 14:05 or 2026-11-27 14:05, or leave it empty for now.")
                       .arg(text.trimmed()));
    }
    if (typed->date.isValid()) {
        return momentOn(typed->date, *typed, now);
    }
    const QDateTime here = typed->offset_s ? now.toOffsetFromUtc(*typed->offset_s) : now.toLocalTime();
    auto moment = momentOn(here.date(), *typed, now);
    if (moment && *moment > now.addSecs(60) && here.time().hour() < 2) {
        moment = momentOn(here.date().addDays(-1), *typed, now);
    }
    return moment;
}

QString offsetIfTwice(const QDateTime &moment)
{
    const QDateTime here = moment.toLocalTime();
    return momentsOf(here.date(), here.time()).size() > 1 ? offsetText(here.offsetFromUtc()) : QString();
}

} // namespace tgc::desktop

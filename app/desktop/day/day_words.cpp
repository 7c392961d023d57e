// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/day/day_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "app/desktop/shell/local_time.h"
#include "app/desktop/shell/text.h"
#include "app/session/day/duration_words.h"

namespace tgc::desktop {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DayWords", text);
}

QString figureOf(const std::optional<day::Duration> &duration)
{
    return duration ? qstr(day::durationWords(*duration)) : QString();
}

QDateTime wallOf(day::TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count());
}

day::TimePoint momentOf(const QDateTime &wall)
{
    return day::TimePoint(
        std::chrono::duration_cast<day::Duration>(std::chrono::milliseconds(wall.toMSecsSinceEpoch())));
}

} // namespace

StateWords vialWords(const day::VialClock &clock)
{
    switch (clock.state) {
    case day::VialState::Empty: return {State::Offline, tr("empty"), QStringLiteral("○")};
    case day::VialState::Sealed: return {State::Waiting, tr("sealed"), QStringLiteral("◒")};
    case day::VialState::Reacting: return {State::Busy, tr("reacting"), QStringLiteral("◔")};
    case day::VialState::Ready:
        return clock.overdue ? StateWords{State::Waiting, tr("ready, overdue"), QStringLiteral("!")}
                             : StateWords{State::Good, tr("ready"), QStringLiteral("✓")};
    case day::VialState::Drawn: return {State::Good, tr("drawn"), QStringLiteral("↥")};
    case day::VialState::Fault: return {State::Bad, tr("fault"), QStringLiteral("✕")};
    case day::VialState::Closed: return {State::Offline, tr("closed"), QStringLiteral("■")};
    }
    return {};
}

BigFigure bigFigure(const day::VialClock &clock, const day::Timeline &line)
{
    switch (clock.state) {
    case day::VialState::Sealed: return {figureOf(clock.sinceSealed), tr("since sealed")};
    case day::VialState::Reacting:
        return clock.toReady ? BigFigure{figureOf(clock.toReady), tr("to ready")}
                             : BigFigure{figureOf(clock.sinceDosed), tr("since dosed")};
    case day::VialState::Ready: return {figureOf(clock.readySince), tr("since ready")};
    case day::VialState::Drawn:
        return {line.planned ? QStringLiteral("%1 / %2").arg(line.draws).arg(*line.planned)
                             : QString::number(line.draws),
                tr("drawn")};
    case day::VialState::Empty:
    case day::VialState::Fault:
    case day::VialState::Closed: return {};
    }
    return {};
}

QString wallTime(day::TimePoint at, day::TimePoint now)
{
    const QDateTime wall = wallOf(at);
    const QString shown = wall.date() == wallOf(now).date()
                              ? wall.toString(QStringLiteral("HH:mm"))
                              : QLocale::c().toString(wall, QStringLiteral("d MMM HH:mm"));
    return shown + offsetIfTwice(wall);
}

Result<day::TimePoint> typedTime(const QString &text, day::TimePoint now)
{
    if (text.trimmed().isEmpty()) {
        return now;
    }
    const auto moment = typedMoment(text, wallOf(now));
    return moment ? Result<day::TimePoint>(momentOf(*moment)) : fail(moment.error());
}

QString verbOf(day::Step step)
{
    switch (step) {
    case day::Step::Sealed: return tr("Sealed");
    case day::Step::Dosed: return tr("Dosed");
    case day::Step::Ready: return tr("Ready");
    case day::Step::Draw: return tr("Draw");
    case day::Step::Fault: return tr("Fault");
    case day::Step::Acknowledged: return tr("Acknowledge");
    case day::Step::Closed: return tr("Close");
    case day::Step::Void: return tr("Take back");
    }
    return {};
}

QString entryWords(const day::TimelineEntry &entry, day::TimePoint now)
{
    return QStringLiteral("%1, %2, %3")
        .arg(qstr(day::stepWords(entry)), wallTime(entry.step.at, now), qstr(entry.step.by));
}

} // namespace tgc::desktop

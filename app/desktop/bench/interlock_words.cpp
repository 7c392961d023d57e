// SPDX-License-Identifier: GPL-3.0-or-later
// What an interlock's state means, and what to do about it, in words.
#include <QCoreApplication>
#include <QDateTime>
#include <QHash>

#include "app/desktop/bench/bench_words.h"
#include "app/desktop/shell/local_time.h"

namespace tgc::desktop {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("bench", text);
}

QString number(double value)
{
    return QString::number(value, 'g', 4);
}

/// "until 14:05" of a UTC time; empty where it is none.
QString untilWords(const QString &utc)
{
    const QDateTime time = QDateTime::fromString(utc, Qt::ISODateWithMs);
    return time.isValid()
               ? tr(" until %1").arg(time.toLocalTime().toString(QStringLiteral("HH:mm")) + offsetIfTwice(time))
               : QString();
}

QString byKind(const QString &kind)
{
    static const QHash<QString, QString> all{
        {QStringLiteral("h2-leak"), tr("Open nothing, leave the hood on, close the hydrogen; then find the leak")},
        {QStringLiteral("over-pressure"),
         tr("Keep the shield closed and let the vial cool; vent it only as your rules say")},
        {QStringLiteral("over-temperature"), tr("Let it cool down, and look what heats it")},
        {QStringLiteral("no-carrier-flow"), tr("Turn the carrier gas on before the oven or the detector is hot")},
        {QStringLiteral("titrator-over-volume"),
         tr("Look which vial was dosed; if the volumes are right, wait an hour")},
        {QStringLiteral("lost-link"), tr("Look at the device's cable and power; its card on the left says more")},
    };
    return all.value(kind, tr("Look at its device"));
}

} // namespace

StateWords interlockWords(const QString &state)
{
    static const QHash<QString, StateWords> all{
        {QStringLiteral("ok"), {State::Good, tr("ok"), QStringLiteral("✓")}},
        {QStringLiteral("tripped"), {State::Bad, tr("tripped"), QStringLiteral("✕")}},
        {QStringLiteral("latched"), {State::Bad, tr("latched"), QStringLiteral("■")}},
        {QStringLiteral("unknown"), {State::Waiting, tr("not known yet"), QStringLiteral("?")}},
        {QStringLiteral("inhibited"), {State::Waiting, tr("inhibited"), QStringLiteral("‖")}},
    };
    return all.value(state, {State::Offline, tr("not known"), QStringLiteral("?")});
}

QString interlockValueWords(const BenchInterlock &interlock)
{
    if (!interlock.limit) {
        return {};
    }
    const QString unit = interlock.unit == QLatin1String("degC") ? QStringLiteral("°C") : interlock.unit;
    const QString bound = interlock.above ? tr("limit %1 %2") : tr("at least %1 %2");
    return tr("%1, %2").arg(interlock.value ? number(*interlock.value) : QStringLiteral("--"),
                            bound.arg(number(*interlock.limit), unit));
}

QString interlockWhy(const BenchInterlock &interlock)
{
    if (interlock.state == QLatin1String("inhibited")) {
        return tr("Silenced by %1%2: %3. Nothing is dosed meanwhile.")
            .arg(interlock.inhibitedBy, untilWords(interlock.inhibitedUntil), interlock.inhibitedWhy);
    }
    if (interlock.state == QLatin1String("latched")) {
        return tr("Well now, but it had tripped: %1.").arg(interlock.latchedBy);
    }
    if (interlock.state == QLatin1String("unknown")) {
        return tr("No dose: not heard of since the station started.");
    }
    return interlock.letsDose ? QString() : tr("No dose: %1.").arg(interlock.sentence);
}

QString interlockFix(const BenchInterlock &interlock)
{
    if (interlock.letsDose) {
        return {};
    }
    if (interlock.state == QLatin1String("latched")) {
        return tr("Look at the bench; then acknowledge, with name and reason.");
    }
    if (interlock.state == QLatin1String("unknown")) {
        return tr("Wait some seconds; if it stays so, look at its device.");
    }
    if (interlock.state == QLatin1String("inhibited")) {
        return tr("Wait until it ends, or end it: tgc station release %1").arg(interlock.name);
    }
    QString fix = interlock.message.isEmpty() ? byKind(interlock.kind) : interlock.message;
    return fix.endsWith(QLatin1Char('.')) ? fix : fix + QLatin1Char('.');
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_words.h"

#include <QCoreApplication>
#include <QHash>
#include <cmath>

namespace tgc::desktop {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("bench", text);
}

} // namespace

StateWords deviceWords(const QString &state)
{
    static const QHash<QString, StateWords> all{
        {QStringLiteral("disconnected"), {State::Offline, tr("not connected"), QStringLiteral("○")}},
        {QStringLiteral("connecting"), {State::Busy, tr("connecting"), QStringLiteral("…")}},
        {QStringLiteral("identifying"), {State::Busy, tr("identifying"), QStringLiteral("…")}},
        {QStringLiteral("ready"), {State::Good, tr("ready"), QStringLiteral("✓")}},
        {QStringLiteral("busy"), {State::Busy, tr("busy"), QStringLiteral("▶")}},
        {QStringLiteral("suspect"), {State::Waiting, tr("suspect"), QStringLiteral("?")}},
        {QStringLiteral("fault"), {State::Bad, tr("lost or at fault"), QStringLiteral("✕")}},
    };
    return all.value(state, {State::Offline, state.isEmpty() ? tr("not known") : state, QStringLiteral("?")});
}

StateWords lineWords(const QString &state)
{
    static const QHash<QString, StateWords> all{
        {QStringLiteral("waiting"), {State::Offline, tr("waiting"), QStringLiteral("○")}},
        {QStringLiteral("active"), {State::Busy, tr("active"), QStringLiteral("▶")}},
        {QStringLiteral("done"), {State::Good, tr("done"), QStringLiteral("✓")}},
        {QStringLiteral("failed"), {State::Bad, tr("failed"), QStringLiteral("✕")}},
        {QStringLiteral("skipped"), {State::Waiting, tr("skipped"), QStringLiteral("–")}},
        {QStringLiteral("aborted"), {State::Bad, tr("aborted"), QStringLiteral("✕")}},
    };
    return all.value(state, {State::Offline, state, QStringLiteral("?")});
}

QString healthWords(const LinkHealth &h)
{
    if (h.requests == 0) {
        return tr("nothing asked yet");
    }
    QStringList words;
    if (h.last_ms) {
        words << (h.worst_ms
                      ? tr("answers in %1 ms, worst %2 ms").arg(*h.last_ms, 0, 'f', 0).arg(*h.worst_ms, 0, 'f', 0)
                      : tr("answers in %1 ms").arg(*h.last_ms, 0, 'f', 0));
    }
    words << tr("%1 of %2 answered").arg(h.answers).arg(h.requests);
    const std::pair<std::int64_t, QString> troubles[] = {
        {h.timeouts, tr("%1 late or lost")},
        {h.badFrames, tr("%1 damaged")},
        {h.exceptions, tr("%1 refused")},
        {h.lateBytes, tr("%1 late bytes thrown away")},
        {h.reconnects, tr("connected again %1 times")},
    };
    for (const auto &[count, text] : troubles) {
        if (count > 0) {
            words << text.arg(count);
        }
    }
    return words.join(QStringLiteral("; "));
}

QString kindWords(const BenchDevice &device)
{
    if (!device.model.isEmpty()) {
        return device.model;
    }
    static const QHash<QString, QString> names{{QStringLiteral("labjack-t7"), QStringLiteral("LabJack T7")},
                                               {QStringLiteral("cavro"), tr("Cavro syringe pump")},
                                               {QStringLiteral("profile"), tr("device by profile")}};
    return names.value(device.kind, device.kind);
}

QString pointWords(const QString &point)
{
    return point.section(QLatin1Char('.'), -1).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString readingWords(const BenchReading &reading)
{
    if (!reading.value) {
        return reading.quality.isEmpty() ? QStringLiteral("--") : QStringLiteral("-- (%1)").arg(reading.quality);
    }
    const QString value = QString::number(*reading.value, 'g', 5) + QLatin1Char(' ') + reading.unit;
    return reading.quality == QLatin1String("good") ? value : QStringLiteral("%1 (%2)").arg(value, reading.quality);
}

QString minutesWords(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::floor(std::max(0.0, seconds)));
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

QString runWords(const BenchRun &run)
{
    QString name = run.sampleId.isEmpty() ? run.run : run.sampleId;
    if (run.kind == QLatin1String("standard") && !run.level.isEmpty()) {
        name += tr(", level %1").arg(run.level);
    }
    return run.injection > 0 ? tr("%1, injection %2").arg(name).arg(run.injection) : name;
}

QString closedWords(const QString &status, std::int64_t gaps, const QString &name)
{
    static const QHash<QString, QString> all{
        {QStringLiteral("done"), tr("%1 is recorded.")},
        {QStringLiteral("stopped"), tr("%1 was stopped; what was recorded until then is kept.")},
        {QStringLiteral("aborted"), tr("%1 was aborted; what was recorded until then is kept.")},
        {QStringLiteral("failed"), tr("%1 failed; what was recorded until then is kept.")},
        {QStringLiteral("interrupted"), tr("%1 was interrupted; what was recorded until then is kept.")},
    };
    const QString sentence = all.value(status, tr("%1 ended.")).arg(name);
    return gaps > 0 ? sentence + tr(" It has %1 gap(s), marked in the recording.").arg(gaps) : sentence;
}

} // namespace tgc::desktop

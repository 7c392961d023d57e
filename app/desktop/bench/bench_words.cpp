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

StateWords deviceWords(const BenchDevice &device)
{
    const QString &state = device.state;
    if (state == QLatin1String("ready") && device.initialised == false) {
        return {State::Waiting, tr("not initialised"), QStringLiteral("!")};
    }
    if (state == QLatin1String("disconnected") && (device.why.isEmpty() || device.why.startsWith(state))) {
        return {State::Offline, tr("not connected"), QStringLiteral("○")}; // nobody tried, or a person let it go
    }
    static const QHash<QString, StateWords> all{
        {QStringLiteral("disconnected"), {State::Bad, tr("lost"), QStringLiteral("✕")}},
        {QStringLiteral("connecting"), {State::Busy, tr("connecting"), QStringLiteral("…")}},
        {QStringLiteral("identifying"), {State::Busy, tr("identifying"), QStringLiteral("…")}},
        {QStringLiteral("ready"), {State::Good, tr("ready"), QStringLiteral("✓")}},
        {QStringLiteral("busy"), {State::Busy, tr("busy"), QStringLiteral("▶")}},
        {QStringLiteral("suspect"), {State::Waiting, tr("in doubt"), QStringLiteral("?")}},
        {QStringLiteral("fault"), {State::Bad, tr("at fault"), QStringLiteral("✕")}},
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
        {QStringLiteral("interrupted"), {State::Bad, tr("interrupted"), QStringLiteral("!")}},
        {QStringLiteral("closed"), {State::Waiting, tr("closed"), QStringLiteral("–")}},
        {QStringLiteral("skipped"), {State::Waiting, tr("skipped"), QStringLiteral("–")}},
        {QStringLiteral("aborted"), {State::Bad, tr("aborted"), QStringLiteral("✕")}},
    };
    return all.value(state, {State::Offline, state, QStringLiteral("?")});
}

QString verdictWords(const BenchLine &line)
{
    static const QHash<QString, QString> all{
        {QStringLiteral("awaited"), tr("is being judged")},
        {QStringLiteral("suitable"), tr("suitable")},
        {QStringLiteral("unsuitable"), tr("not suitable")},
        {QStringLiteral("not judged"), tr("could not be judged")},
    };
    QString sentence = all.value(line.verdict, line.verdict);
    if (!line.verdictWords.isEmpty()) {
        sentence += QStringLiteral(": ") + line.verdictWords;
    }
    return line.verdictAct.isEmpty() ? sentence : sentence + QStringLiteral("; ") + line.verdictAct;
}

QString evidenceWords(const QString &evidence)
{
    static const QHash<QString, QString> all{
        {QStringLiteral("manual"), tr("driver after its manual")},
        {QStringLiteral("code"), tr("driver after published code")},
        {QStringLiteral("inferred"), tr("driver inferred, not proven")},
        {QStringLiteral("interop"), tr("driver proven against other software")},
        {QStringLiteral("hardware"), tr("driver proven on the device")},
    };
    return all.value(evidence, evidence);
}

QString healthWords(const LinkHealth &h)
{
    if (h.requests == 0) {
        return tr("nothing asked yet");
    }
    const auto ms = [](double value) { return value < 0.95 ? QStringLiteral("<1") : QString::number(value, 'f', 0); };
    QStringList words;
    if (h.last_ms) {
        words << (h.worst_ms ? tr("answers in %1 ms, worst %2 ms").arg(ms(*h.last_ms), ms(*h.worst_ms))
                             : tr("answers in %1 ms").arg(ms(*h.last_ms)));
    }
    words << tr("%1 of %2 answered").arg(h.answers).arg(h.requests);
    const std::pair<std::int64_t, QString> troubles[] = {
        {h.timeouts, tr("%1 late or lost")},
        {h.badFrames, tr("%1 damaged")},
        {h.exceptions, tr("%1 refused")},
        {h.lateBytes, tr("%1 late bytes thrown away")},
        {h.reconnects, h.reconnects == 1 ? tr("connected again once") : tr("connected again %1 times")},
    };
    for (const auto &[count, text] : troubles) {
        if (count > 0) {
            words << (text.contains(QLatin1String("%1")) ? text.arg(count) : text);
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
    // Pressures as everywhere else on the screen, where they are typed too; what was read stands in the tool tip.
    const bool bar = reading.unit == QLatin1String("bar");
    const QString unit = bar                                     ? QStringLiteral("kPa")
                         : reading.unit == QLatin1String("degC") ? QStringLiteral("°C")
                                                                 : reading.unit;
    const QString value =
        QString::number(bar ? *reading.value * 100.0 : *reading.value, 'g', 5) + QLatin1Char(' ') + unit;
    return reading.quality == QLatin1String("good") ? value : QStringLiteral("%1 (%2)").arg(value, reading.quality);
}

QString minutesWords(double seconds)
{
    const auto whole = static_cast<std::int64_t>(std::floor(std::max(0.0, seconds)));
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

QString runWords(const BenchRun &run)
{
    QString name = run.sampleId;
    if (run.kind == QLatin1String("standard") && !run.level.isEmpty() && run.level != name) {
        name += (name.isEmpty() ? tr("standard %1") : tr(", level %1")).arg(run.level);
    }
    if (name.isEmpty()) { // a run's own name is long and tells nobody anything
        name = run.kind.isEmpty() || run.kind == QLatin1String("sample") ? run.run : run.kind;
    }
    return run.injection > 0 ? tr("%1, injection %2").arg(name).arg(run.injection) : name;
}

QString saturatedWords(const QString &channel)
{
    return tr("%1 is at the end of the digitiser's range: the peak there is cut off, and its area too small. Choose a "
              "larger range_V in the bench file, or inject less.")
        .arg(channel);
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
    return gaps == 0   ? sentence
           : gaps == 1 ? sentence + tr(" It has 1 gap, marked in the recording.")
                       : sentence + tr(" It has %1 gaps, marked in the recording.").arg(gaps);
}

} // namespace tgc::desktop

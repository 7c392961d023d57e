// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/judged_runs.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"
#include "app/session/suitability_series.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("JudgedRuns", text);
}

/// Four digits; more where it would read like the limit and is not.
QString figure(double value, double limit)
{
    const QString border = QString::number(limit, 'g', QLocale::FloatingPointShortest);
    for (int digits = 4; digits < 17; ++digits) {
        QString text = QString::number(value, 'g', digits);
        if (value == limit || text != border) {
            return text;
        }
    }
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString unitOf(const JudgedRule &judged)
{
    if (judged.rule.aggregate == Aggregate::Rsd) {
        return QStringLiteral("%");
    }
    return qstr(judged.rule.quantity->unit).replace(QLatin1String("signal"), qstr(judged.signalUnit));
}

QString withUnit(const QString &number, const QString &unit)
{
    return unit.isEmpty() ? number : number + u' ' + unit;
}

QString comparisonSign(Comparison comparison)
{
    switch (comparison) {
    case Comparison::AtMost: return QStringLiteral("≤");
    case Comparison::AtLeast: return QStringLiteral("≥");
    case Comparison::Below: return QStringLiteral("<");
    case Comparison::Above: return QStringLiteral(">");
    }
    return {};
}

QString quantityInWords(const SuitabilityRule &rule)
{
    QString name = qstr(rule.quantity->name);
    switch (rule.aggregate) {
    case Aggregate::Each: return say("%1, each run").arg(name);
    case Aggregate::Mean: return say("%1, mean").arg(name);
    case Aggregate::Rsd: return say("%1, RSD").arg(name);
    case Aggregate::Min: return say("%1, smallest").arg(name);
    case Aggregate::Max: return say("%1, largest").arg(name);
    }
    return name;
}

/// The sentence names rule and verdict first, which stand in columns of their own here.
QString reasonOf(const SuitabilityVerdict &verdict)
{
    const QString words = qstr(verdict.words);
    const qsizetype at = words.indexOf(QLatin1String("; "));
    return at < 0 ? words : words.mid(at + 2);
}

std::string unitOfPeak(const std::string &peak, std::span<const JudgedRun> runs)
{
    for (const JudgedRun &run : runs) {
        for (const JudgedChannel &channel : run.channels) {
            const auto named = [&](const Peak &each) { return each.name == peak; };
            if (std::any_of(channel.peaks.begin(), channel.peaks.end(), named)) {
                return channel.signalUnit;
            }
        }
    }
    return runs.empty() || runs.front().channels.empty() ? "signal" : runs.front().channels.front().signalUnit;
}

} // namespace

JudgedRun judgedRun(const ShownRun &run)
{
    JudgedRun judged;
    judged.id = run.details.summary.id;
    judged.name = db::runName(judged.id) + (draftOfRun(run).empty() ? "" : " (draft)");
    judged.method = run.methodName();
    for (const ShownChannel &channel : run.channels) {
        if (channel.trace && channel.integration) {
            judged.channels.push_back(
                {channel.integration->signalUnit, channel.integration->result.peaks, channel.measures});
        }
    }
    return judged;
}

Result<std::vector<JudgedRun>> readJudgedRuns(db::Store &store, const QList<qint64> &runs)
{
    QList<qint64> ordered = runs;
    std::sort(ordered.begin(), ordered.end());
    std::vector<JudgedRun> read;
    for (const qint64 id : ordered) {
        const auto run = readRun(store, id, Measuring::Always);
        if (!run) {
            return fail(run.error());
        }
        read.push_back(judgedRun(*run));
    }
    return read;
}

std::vector<JudgedRule> judgeRuns(const std::vector<SuitabilityRule> &rules, std::span<const JudgedRun> runs)
{
    session::SuitabilitySeries series(rules);
    for (const JudgedRun &run : runs) {
        std::vector<session::MeasuredPeaks> channels;
        for (const JudgedChannel &channel : run.channels) {
            channels.push_back({channel.peaks, channel.measures});
        }
        series.add(run.name, channels);
    }
    std::vector<SuitabilityVerdict> verdicts = series.verdicts();
    std::vector<JudgedRule> judged;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        judged.push_back({rules[i], std::move(verdicts[i]), unitOfPeak(rules[i].peak, runs)});
    }
    return judged;
}

Light lightOf(const SuitabilityVerdict &verdict)
{
    switch (verdict.verdict) {
    case Verdict::Pass: return Light::Good;
    case Verdict::Fail: return verdict.value ? Light::Bad : Light::NoPeak;
    case Verdict::NotApplicable: return Light::NotJudged;
    }
    return Light::NotJudged;
}

QString lightInWords(Light light)
{
    switch (light) {
    case Light::Good: return say("passes");
    case Light::Bad: return say("fails");
    case Light::NoPeak: return say("fails: no peak");
    case Light::NotJudged: return say("not judged");
    }
    return {};
}

QString countInWords(std::span<const JudgedRule> rules)
{
    const auto number = [&](auto... lights) {
        return std::count_if(rules.begin(), rules.end(),
                             [&](const JudgedRule &each) { return ((lightOf(each.verdict) == lights) || ...); });
    };
    const auto passed = number(Light::Good);
    const auto failed = number(Light::Bad, Light::NoPeak);
    const auto open = number(Light::NotJudged);
    QStringList parts;
    if (passed > 0) {
        parts << (passed == 1 ? say("1 passes") : say("%1 pass").arg(passed));
    }
    if (failed > 0) {
        parts << (failed == 1 ? say("1 fails") : say("%1 fail").arg(failed));
    }
    if (open > 0) {
        parts << (open == 1 ? say("1 is not judged") : say("%1 are not judged").arg(open));
    }
    return parts.join(QStringLiteral(", "));
}

QStringList judgedHeaders()
{
    return {say("Verdict"), say("Peak"), say("Quantity"), say("Limit"), say("Value"), say("Runs"), say("Why")};
}

PreparedTable::Row judgedRow(const JudgedRule &judged, const QPalette &palette)
{
    const Light light = lightOf(judged.verdict);
    const QString unit = unitOf(judged);
    const QString sentence = qstr(judged.verdict.words);
    const QString limit = comparisonSign(judged.rule.comparison) + u' ' +
                          QString::number(judged.rule.limit, 'g', QLocale::FloatingPointShortest);
    PreparedTable::Row row{
        {lightInWords(light), false, sentence},
        {qstr(judged.rule.peak)},
        {quantityInWords(judged.rule)},
        {withUnit(limit, unit), true},
        {judged.verdict.value ? withUnit(figure(*judged.verdict.value, judged.rule.limit), unit) : notKnown(), true},
        {QString::number(judged.verdict.n), true},
        {reasonOf(judged.verdict), false, sentence}};
    row[0].colour = lightColour(light, palette);
    row[0].strong = light == Light::Bad || light == Light::NoPeak;
    return row;
}

} // namespace tgc::desktop

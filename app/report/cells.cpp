// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/cells.h"

#include <algorithm>

namespace tgc::report {

namespace {

constexpr qsizetype toTheSecond = 19;
constexpr qsizetype shortHashLength = 12;

bool isLithium(const ReportedSample &sample)
{
    const std::string analyte = sample.result ? sample.result->text("analyte") : std::string();
    return analyte.empty() || analyte == "Li";
}

} // namespace

QString plusMinus(std::optional<double> value, std::optional<double> u)
{
    if (!value) {
        return notKnown();
    }
    return u ? valueText(*value, *u) + QStringLiteral(" ± ") + uncertaintyText(*u) : valueText(*value);
}

QString plusMinus(const StoredBreakdown &result, const std::string &column, double factor)
{
    const auto times = [&](std::optional<double> value) {
        return value ? std::optional(factor * *value) : std::nullopt;
    };
    return plusMinus(times(result.number(column)), times(result.number("u_" + column)));
}

QString intervalText(const StoredBreakdown &result, const std::string &column)
{
    const auto low = result.number(column + "_low");
    const auto high = result.number(column + "_high");
    const auto u = result.number("u_" + column);
    return low && high ? valueText(*low, u) + QStringLiteral(" to ") + valueText(*high, u) : notKnown();
}

QString percentText(std::optional<double> share)
{
    return share ? QString::number(100.0 * *share, 'f', 2) : notKnown();
}

QString confidenceText(double confidence)
{
    return QString::number(100.0 * confidence, 'g', 4) + QStringLiteral(" %");
}

QString utcText(const std::string &iso)
{
    return qstr(iso).left(toTheSecond).replace(u'T', u' ');
}

QString shortHash(const std::string &hash)
{
    return hash.empty() ? notKnown() : qstr(hash).left(shortHashLength);
}

QString chemistry(const QString &richText)
{
    return QString(richText)
        .replace(QLatin1String("-&gt;"), QString(QChar(0x2192)))
        .replace(QLatin1String("H2O"), QLatin1String("H<sub>2</sub>O"))
        .replace(QLatin1String("H2"), QLatin1String("H<sub>2</sub>"))
        .replace(QLatin1String("Li+"), QLatin1String("Li<sup>+</sup>"));
}

QString joined(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words) {
        list << qstr(word);
    }
    return list.join(QStringLiteral(", "));
}

QString metalName(const Content &content)
{
    return std::all_of(content.samples.begin(), content.samples.end(), isLithium) ? QStringLiteral("Li metal")
                                                                                  : QStringLiteral("metal");
}

QString nameOf(const ReportedSample &sample)
{
    return isLithium(sample) ? qstr(sample.name())
                             : QStringLiteral("%1 (%2)").arg(qstr(sample.name()), qstr(sample.result->text("analyte")));
}

} // namespace tgc::report

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/calibration/read_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include "analysis/calibration/detection.h"
#include "analysis/core/decimal.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"
#include "app/words/curve_words.h"
#include "app/words/flag_words.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ReadWords", text);
}

QString flagOf(const Calibration &curve, const ReadAmount &read, const std::string &flag)
{
    const QString unit = words::amountUnitOf(curve);
    if (flag == "out-of-range") {
        return say("<b>outside the standards</b>, which reach from %1 to %2 %3: the curve is not vouched for there")
            .arg(QString::number(curve.rangeLow, 'g', 4), QString::number(curve.rangeHigh, 'g', 4), unit);
    }
    if (flag == "not-detected") {
        const auto critical = criticalAmount(curve, {0.05, 0.05, read.replicates});
        return say("<b>not detected</b>: below the critical amount of %1 %2")
            .arg(critical ? QString::number(*critical, 'g', 3) : notKnown(), unit);
    }
    if (flag == "below-loq") {
        return say("detected, but below the LOQ of %1 %2")
            .arg(curve.loq ? QString::number(*curve.loq, 'g', 3) : notKnown(), unit);
    }
    if (flag == "replicates-disagree") {
        return say("<b>the areas differ</b> by more than the standards scatter there (chi-square, 1 %)");
    }
    return words::flagInWords(flag).toHtmlEscaped();
}

} // namespace

Result<std::vector<double>> areasIn(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[;\\s]\\s*|,\\s+"));
    std::vector<double> areas;
    for (const QString &part : text.split(between, Qt::SkipEmptyParts)) {
        const auto area = parseDecimal(part.toStdString());
        if (!area) {
            return fail(area.error());
        }
        areas.push_back(area->value);
    }
    return areas;
}

QString readInWords(const Calibration &curve, const ReadAmount &read)
{
    const QString unit = words::amountUnitOf(curve);
    QStringList parts;
    parts << say("<b>%1 ± %2 %3</b>").arg(valueText(read.amount, read.u), uncertaintyText(read.u), unit);
    parts << (read.low && read.high ? say("95 % interval %1 to %2 %3 (%4)")
                                          .arg(valueText(*read.low, read.u), valueText(*read.high, read.u), unit,
                                               read.fieller ? say("Fieller") : say("t"))
                                    : say("no finite interval: the slope is not significant"));
    const QString area = QString::number(read.area, 'g', 8);
    parts << (read.replicates == 1 ? say("one area, %1").arg(area)
                                   : say("mean area %1 of %2 injections").arg(area).arg(read.replicates));
    std::vector<std::string> flags = read.flags;
    flags.insert(flags.end(), curve.flags.begin(), curve.flags.end());
    QString text = parts.join(QStringLiteral(" &nbsp;·&nbsp; "));
    for (const std::string &flag : flags) {
        text += QStringLiteral("<br>⚠ ") + flagOf(curve, read, flag);
    }
    return text;
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/result_words.h"

#include <QCoreApplication>

#include "app/desktop/inactive/flag_words.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;

QString say(const char *text)
{
    return QCoreApplication::translate("ResultWords", text);
}

QString interval(const QString &name, const IntervalEstimate<Charge> &estimate, double confidence)
{
    const double u = inMilliampereHours(estimate.u);
    // The value is read from across the room.
    return say("<b>%1</b><br><span style='font-size: 28px'><b>%2</b></span> <b>± %3 mAh</b><br>"
               "%4 % interval: %5 to %6 mAh")
        .arg(name, valueText(inMilliampereHours(estimate.value), u), uncertaintyText(u),
             QString::number(percent * confidence, 'g', 4), valueText(inMilliampereHours(estimate.low), u),
             valueText(inMilliampereHours(estimate.high), u));
}

QString trials(const QString &name, const IntervalEstimate<Charge> &estimate)
{
    const double u = inMilliampereHours(estimate.u);
    return say("<br>Monte Carlo, %1: u = %2, %3 to %4 mAh")
        .arg(name, uncertaintyText(u), valueText(inMilliampereHours(estimate.low), u),
             valueText(inMilliampereHours(estimate.high), u));
}

/// CE and where the rest of it went: the three add to 100 %.
QString efficiency(const Breakdown &row)
{
    if (!row.coulombicEfficiency || !row.ceLossLi0 || !row.ceLossSei) {
        return {};
    }
    const auto points = [](double fraction) { return QString::number(percent * fraction, 'f', 2); };
    return say("<p>CE %1 %<br>lost: %2 points as Li metal, %3 points as SEI Li+</p>")
        .arg(points(*row.coulombicEfficiency), points(*row.ceLossLi0), points(*row.ceLossSei));
}

QString detection(const Breakdown &row)
{
    switch (row.decision) {
    case DetectionDecision::NotDetected:
        return say("<p><b>Not detected</b>: the net hydrogen lies below the critical value. That is a result.</p>");
    case DetectionDecision::Detected:
        return say("<p><b>Detected</b>, below the limit of quantification: report it with its interval.</p>");
    case DetectionDecision::Quantified: return {};
    }
    return {};
}

} // namespace

QString resultInWords(const Breakdown &row, double confidence, const QPalette &palette)
{
    const QString amber = readable(stateColour(State::Waiting), palette).name();
    QString text = QStringLiteral("<h3>%1</h3>").arg(qstr(row.sampleId).toHtmlEscaped());
    if (!row.flags.empty()) { // named first, explained below
        QStringList names;
        for (const std::string &flag : row.flags) {
            names << qstr(flag).toHtmlEscaped();
        }
        text += QStringLiteral("<p><span style='color:%1'><b>⚑ %2</b></span></p>")
                    .arg(amber, names.join(QStringLiteral(", ")));
    }
    text += QStringLiteral("<p>%1%2</p>")
                .arg(interval(say("Li metal"), row.li0, confidence),
                     row.monteCarloLi0 ? trials(say("Li metal"), *row.monteCarloLi0) : QString());
    if (row.sei) {
        text += QStringLiteral("<p>%1%2</p>")
                    .arg(interval(say("SEI Li+"), *row.sei, confidence),
                         row.monteCarloSei ? trials(say("SEI Li+"), *row.monteCarloSei) : QString());
    } else {
        text += QStringLiteral("<p><b>%1</b> %2</p>")
                    .arg(say("SEI Li+ --"), say("needs the plated and stripped charge, or the inactive charge."));
    }
    text += efficiency(row) + detection(row);
    for (const std::string &flag : row.flags) {
        text += QStringLiteral("<p><span style='color:%1'><b>⚑ %2</b></span><br>%3</p>")
                    .arg(amber, qstr(flag), flagInWords(flag).toHtmlEscaped());
    }
    return text + say("<p>Source of the data: %1.</p>").arg(qstr(toString(row.source)));
}

} // namespace tgc::desktop

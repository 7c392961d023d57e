// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/budget_words.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/inactive/flag_words.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;
constexpr double smallestShown = 0.0005; ///< share of variance; smaller ones are summed up
constexpr int barWidth_px = 110;
constexpr int narrowestBar_px = 2;

QString say(const char *text)
{
    return QCoreApplication::translate("BudgetWords", text);
}

QString interval(const QString &name, const IntervalEstimate<Charge> &estimate, double confidence)
{
    const double u = inMilliampereHours(estimate.u);
    return say("<b>%1 %2 ± %3 mAh</b><br>%4 % interval: %5 to %6 mAh")
        .arg(name, valueText(inMilliampereHours(estimate.value), u), uncertaintyText(u),
             QString::number(percent * confidence, 'g', 4), valueText(inMilliampereHours(estimate.low), u),
             valueText(inMilliampereHours(estimate.high), u));
}

QString budgetTable(const VarianceBudget &budget, const QString &colour)
{
    VarianceBudget sorted = budget;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    QString rows;
    double rest = 0.0;
    const auto row = [&](const QString &name, double share) {
        const int width = static_cast<int>(share * barWidth_px);
        // An empty cell still has a width: too small a share has no bar rather than one that is too long.
        const QString fill = width >= narrowestBar_px ? QStringLiteral(" bgcolor='%1'").arg(colour) : QString();
        rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2&nbsp;%&nbsp;</td>"
                               "<td><table cellspacing='0' cellpadding='0'><tr><td%3 width='%4'>&nbsp;</td>"
                               "</tr></table></td></tr>")
                    .arg(name.toHtmlEscaped(), QString::number(percent * share, 'f', 1), fill)
                    .arg(width);
    };
    for (const auto &[input, share] : sorted) {
        if (share < smallestShown) {
            rest += share;
        } else {
            row(inputInWords(input), share);
        }
    }
    if (rest > 0.0) {
        row(say("all others"), rest);
    }
    return QStringLiteral("<table cellspacing='2'>%1</table>").arg(rows);
}

} // namespace

QString budgetInWords(const Breakdown &row, double confidence, const QPalette &palette)
{
    QString text = QStringLiteral("<h3>%1</h3>").arg(qstr(row.sampleId).toHtmlEscaped());
    text += QStringLiteral("<p>%1</p>").arg(interval(say("Li metal"), row.li0, confidence));
    if (row.sei) {
        text += QStringLiteral("<p>%1</p>").arg(interval(say("SEI Li+"), *row.sei, confidence));
    } else {
        text += QStringLiteral("<p><b>%1</b> %2</p>")
                    .arg(say("SEI Li+ --"), say("needs the plated and stripped charge, or the inactive charge."));
    }
    if (row.monteCarloLi0) {
        text +=
            say("<p>Monte Carlo: Li metal %1 to %2 mAh</p>")
                .arg(valueText(inMilliampereHours(row.monteCarloLi0->low), inMilliampereHours(row.monteCarloLi0->u)),
                     valueText(inMilliampereHours(row.monteCarloLi0->high), inMilliampereHours(row.monteCarloLi0->u)));
    }
    if (row.decision == DetectionDecision::NotDetected) {
        text += say("<p><b>Not detected</b>: the net hydrogen lies below the critical value. That is a result.</p>");
    }
    const QString amber = readable(stateColour(State::Waiting), palette).name();
    for (const std::string &flag : row.flags) {
        text += QStringLiteral("<p><span style='color:%1'><b>⚑ %2</b></span><br>%3</p>")
                    .arg(amber, qstr(flag), flagInWords(flag).toHtmlEscaped());
    }
    text += say("<h4>Where the uncertainty of Li metal comes from</h4>") +
            budgetTable(row.li0Budget, QStringLiteral("#B5531C"));
    if (row.sei) {
        text += say("<h4>Where the uncertainty of SEI Li+ comes from</h4>") +
                budgetTable(row.seiBudget, QStringLiteral("#2F6F9F"));
    }
    text += say("<p>Shares of the variance. Source of the data: %1.</p>").arg(qstr(toString(row.source)));
    return text;
}

} // namespace tgc::desktop

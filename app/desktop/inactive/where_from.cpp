// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/where_from.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/inactive/breakdown_model.h"
#include "app/desktop/inactive/flag_words.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;

QString say(const char *text)
{
    return QCoreApplication::translate("WhereFrom", text);
}

QString line(const QString &name, const QString &value)
{
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td></tr>")
        .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

/// The numbers on the way to this one.
QString steps(const Breakdown &row)
{
    QString text =
        line(say("H2 in the vial"), valueText(inMicromoles(row.h2Vial), inMicromoles(row.h2Net.u)) + say(" µmol"));
    text += line(say("H2 of the blank"),
                 row.h2Blank ? valueText(inMicromoles(*row.h2Blank), inMicromoles(row.h2Net.u)) + say(" µmol")
                             : say("none subtracted"));
    text += line(say("H2 net"), say("%1 ± %2 µmol")
                                    .arg(valueText(inMicromoles(row.h2Net.value), inMicromoles(row.h2Net.u)),
                                         uncertaintyText(inMicromoles(row.h2Net.u))));
    text += line(say("Metal"), valueText(inMicromoles(row.li0Amount), 2.0 * inMicromoles(row.h2Net.u)) + say(" µmol"));
    if (row.inactive) {
        const double u = inMilliampereHours(row.inactive->u);
        text += line(say("Inactive charge"),
                     say("%1 ± %2 mAh").arg(valueText(inMilliampereHours(row.inactive->value), u), uncertaintyText(u)));
    }
    return text;
}

QString budgetLine(const VarianceBudget &budget)
{
    VarianceBudget sorted = budget;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    QStringList words;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, sorted.size()); ++i) {
        words << say("%1 %2 %").arg(inputInWords(sorted[i].first)).arg(percent * sorted[i].second, 0, 'f', 0);
    }
    return words.join(QStringLiteral(", "));
}

bool isOfSei(int column)
{
    using M = BreakdownModel;
    return column == M::Sei || column == M::SeiU;
}

QString correctionsOf(const Breakdown &row)
{
    QStringList words;
    for (const AppliedCorrection &each : row.corrections) {
        const QString by = say("%1 ± %2").arg(valueText(each.by.value, each.by.u), uncertaintyText(each.by.u));
        words << (each.kind == AppliedCorrection::Kind::Drift ? say("drift, divided by %1")
                                                              : say("recovery, divided by %1"))
                     .arg(by);
    }
    return words.isEmpty() ? say("nothing") : words.join(QStringLiteral(", "));
}

} // namespace

QString formulaOf(int column)
{
    switch (column) {
    case BreakdownModel::Injections: return say("draws from this vial that were evaluated");
    case BreakdownModel::H2Net:
    case BreakdownModel::H2NetU:
        return say("n(H2) = n(vial) − n(blank). n(vial): each area read off the calibration, brought back from the "
                   "injected gas to the untouched vial (free volume, pressure, dissolved H2), draws weighted by 1/u².");
    case BreakdownModel::LiMass:
    case BreakdownModel::LiMassU: return say("m = 2 n(H2) M; for other metals the metal's own H2 per atom");
    case BreakdownModel::LiCharge:
    case BreakdownModel::LiChargeU: return say("Q(Li metal) = 2 n(H2) F; two Li make one H2");
    case BreakdownModel::Inactive:
    case BreakdownModel::InactiveU:
        return say("Q(inactive) = Q(plated) − Q(stripped), or the inactive charge as given; u² = u²(plated) + "
                   "u²(stripped) + (gain Q)² + (offset t)²");
    case BreakdownModel::Sei:
    case BreakdownModel::SeiU: return say("Q(SEI) = Q(inactive) − Q(Li metal); u² = u²(inactive) + u²(Li metal)");
    case BreakdownModel::LiShare:
    case BreakdownModel::LiShareU: return say("share = Q(Li metal) / Q(inactive)");
    case BreakdownModel::SeiShare:
    case BreakdownModel::SeiShareU: return say("share = 1 − Q(Li metal) / Q(inactive)");
    case BreakdownModel::Efficiency: return say("CE = Q(stripped) / Q(plated)");
    case BreakdownModel::Decision:
        return say(
            "not detected below the larger of the curve's critical value and the blanks' L_C (Currie, 95 %); "
            "quantified from the larger limit of both on (10 s; of a weighted curve ten times its scatter at low "
            "amounts); between: detected");
    default: return {};
    }
}

QString whereFrom(const Study &study, std::size_t row, int column, const MadeWords &made)
{
    const Breakdown &b = study.rows[row];
    BreakdownModel shown;
    shown.setRows({b});
    QString title = shown.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QString value = shown.index(0, column).data().toString();
    if (title == QStringLiteral("± u")) {
        title = say("u of %1").arg(shown.headerData(column - 1, Qt::Horizontal, Qt::DisplayRole).toString());
    }
    if (shown.headerData(column + 1, Qt::Horizontal, Qt::DisplayRole).toString() == QStringLiteral("± u")) {
        value += QStringLiteral(" ± ") + shown.index(0, column + 1).data().toString();
    }
    title.replace(QStringLiteral("\n"), QStringLiteral(", "));
    QString text = QStringLiteral("<h3>%1</h3><p><b>%2: %3</b></p>")
                       .arg(qstr(b.sampleId).toHtmlEscaped(), title.toHtmlEscaped(), value.toHtmlEscaped());
    if (const QString formula = formulaOf(column); !formula.isEmpty()) {
        text += QStringLiteral("<p>%1</p>").arg(formula.toHtmlEscaped());
    }
    const QString most = budgetLine(isOfSei(column) ? b.seiBudget : b.li0Budget);
    if (!most.isEmpty()) {
        text += say("<p>Most of u(%1): %2.</p>").arg(isOfSei(column) ? say("SEI Li+") : say("Li metal"), most);
    }
    text += say("<p><b>On the way</b></p><table cellspacing='2'>%1</table>").arg(steps(b));
    QString inputs;
    for (const SampleFacts::Input &input : study.facts.inputs(b.sampleId)) {
        inputs += line(input.title, input.value);
    }
    text += say("<p><b>What went in</b> (Samples table)</p><table cellspacing='2'>%1</table>").arg(inputs);
    QString with = line(say("Calibration"), made.calibration.isEmpty() ? notKnown() : made.calibration);
    with += line(say("Interval"), say("%1 %, %2 degrees of freedom")
                                      .arg(percent * study.confidence, 0, 'g', 4)
                                      .arg(b.dof ? QString::number(*b.dof, 'f', 1) : say("infinitely many")));
    with += line(say("Corrected for"), correctionsOf(b));
    with += line(say("Source of the areas"), qstr(toString(b.source)));
    with += line(say("Saved result"), made.saved.isEmpty() ? notKnown() : made.saved);
    const QString version = QCoreApplication::applicationVersion();
    with += line(say("Program"), QStringLiteral("TGC Workbench ") + (version.isEmpty() ? notKnown() : version));
    return text +
           say("<p><b>Made with</b></p><table cellspacing='2'>%1</table><p>Formulas: docs/method.md.</p>").arg(with);
}

} // namespace tgc::desktop

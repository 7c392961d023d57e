// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/check_words.h"

#include <QCoreApplication>
#include <array>

#include "analysis/quantification/stoichiometry.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"
#include "app/desktop/shell/theme.h"
#include "app/words/assumptions.h"

namespace tgc::desktop {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("CheckWords", text);
}

/// What else gives hydrogen in the LiOH that forms.
struct FalsePositive {
    const char *name;
    const char *reaction;
    double molarMass_g_per_mol; ///< IUPAC 2021
    double hydrogenPerAtom;
    const char *where;
};
constexpr auto falsePositives = std::to_array<FalsePositive>({
    {"Al", "2 Al + 2 OH⁻ + 6 H₂O → 2 Al(OH)₄⁻ + 3 H₂", 26.982, 1.5,
     QT_TRANSLATE_NOOP("CheckWords", "current collector, casing, tab")},
    {"Zn", "Zn + 2 OH⁻ + 2 H₂O → Zn(OH)₄²⁻ + H₂", 65.38, 1.0,
     QT_TRANSLATE_NOOP("CheckWords", "zinc-coated foil, spring, spacer")},
    {"Si", "Si + 2 OH⁻ + H₂O → SiO₃²⁻ + 2 H₂", 28.085, 2.0, QT_TRANSLATE_NOOP("CheckWords", "silicon electrode")},
});

/// The charge of Li metal that one milligram feigns: two Li for every H2.
double feigned_mAh(const FalsePositive &other)
{
    const Amount hydrogen = micromoles(1000.0 / other.molarMass_g_per_mol * other.hydrogenPerAtom);
    return inMilliampereHours(chargeOf(lithium(), metalOf(lithium(), hydrogen)));
}

QString hydrideRow(const Breakdown &row)
{
    if (row.lithiumHydride) {
        return say("<p>LiH was given for %1: %2 µmol. Its hydrogen is not counted as metal.</p>")
            .arg(qstr(row.sampleId).toHtmlEscaped(),
                 valueText(inMicromoles(row.lithiumHydride->value), inMicromoles(row.lithiumHydride->u)));
    }
    if (!row.li0FallPerPercentLiH) {
        return say(
            "<p>LiH: its share of the inactive Li needs the charges; for metals other than Li it is not told.</p>");
    }
    const double fall = inMilliampereHours(*row.li0FallPerPercentLiH);
    const double metal = inMilliampereHours(row.li0.value);
    const double u = inMilliampereHours(row.li0.u);
    QString text = say("<p>If <b>1 %</b> of the inactive Li of %1 were LiH, Li metal would fall by <b>%2 mAh</b>")
                       .arg(qstr(row.sampleId).toHtmlEscaped(), QString::number(fall, 'g', 3));
    if (u > 0.0) {
        text += say(" (%1 times its u)").arg(fall / u, 0, 'g', 2);
    }
    return text + say(", from %1 to %2 mAh: LiH gives the hydrogen of two Li. At 5 % by %3 mAh.</p>")
                      .arg(valueText(metal, u), valueText(metal - fall, u), QString::number(5.0 * fall, 'g', 3));
}

QString judgementsAsList(const Breakdown &row)
{
    QString items;
    for (const QString &sentence : words::judgements(row)) {
        items += QStringLiteral("<li>%1</li>").arg(sentence.toHtmlEscaped());
    }
    return items.isEmpty() ? QString()
                           : say("<p><b>Said of this vial and cell</b></p>") + QStringLiteral("<ul>") + items +
                                 QStringLiteral("</ul>");
}

QString verdictLine(const words::BatchVerdict &line, const QPalette &palette)
{
    QString sign = QStringLiteral("–");
    QColor colour = palette.color(QPalette::PlaceholderText);
    if (line.verdict) {
        const bool passed = *line.verdict == CheckVerdict::Passed;
        const bool failed = *line.verdict == CheckVerdict::Failed;
        sign = passed ? QStringLiteral("✓") : failed ? QStringLiteral("✗") : QStringLiteral("⚠");
        colour = readable(stateColour(passed ? State::Good : failed ? State::Bad : State::Waiting), palette);
    }
    return QStringLiteral(
               "<tr><td><b>%1</b></td><td><span style='color:%2'><b>%3&nbsp;%4</b></span></td><td>%5</td></tr>")
        .arg(line.subject, colour.name(), sign,
             words::verdictInWords(line.verdict).replace(u' ', QStringLiteral("&nbsp;")), line.words);
}

QString batchAsTable(const Breakdown &row, const words::BatchFacts &batch, const QPalette &palette)
{
    QString text = say("<p><b>Was the batch of %1 fit for use?</b></p>").arg(qstr(row.sampleId).toHtmlEscaped()) +
                   QStringLiteral("<table cellspacing='0' cellpadding='4'>");
    for (const words::BatchVerdict &line : words::batchVerdicts(row, batch)) {
        text += verdictLine(line, palette);
    }
    return text + QStringLiteral("</table>");
}

} // namespace

QString checksInWords(const Breakdown *row, const words::BatchFacts &batch, const QPalette &palette)
{
    QString text;
    if (row != nullptr) {
        text += batchAsTable(*row, batch, palette);
        text += say("<p><b>What is counted</b> for %1: %2</p>")
                    .arg(qstr(row->sampleId).toHtmlEscaped(), qstr(row->reaction).toHtmlEscaped());
    }
    if (row != nullptr) {
        text += judgementsAsList(*row);
    }
    text += say("<p><b>What the result takes for granted</b></p>") + QStringLiteral("<ol type='i'>");
    for (const QString &assumption : words::assumptions()) {
        text += QStringLiteral("<li>%1</li>").arg(assumption);
    }
    text += QStringLiteral("</ol>") + say("<p><b>LiH</b></p>");
    text += row != nullptr ? hydrideRow(*row) : say("<p>Select a sample to see what LiH would change.</p>");
    text +=
        say("<p><b>What else makes hydrogen in the vial</b> (false positives: keep it out, run a blank with the same "
            "parts, or titrate with ethanol)</p>") +
        QStringLiteral("<table cellspacing='0' cellpadding='4'>") +
        say("<tr><th align='left'>Metal</th><th align='left'>Where from</th><th align='left'>Reaction</th>"
            "<th align='right'>1 mg reads as Li metal</th></tr>");
    for (const FalsePositive &other : falsePositives) {
        text += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td align='right'>%4 mAh</td></tr>")
                    .arg(QString::fromUtf8(other.name), say(other.where), QString::fromUtf8(other.reaction),
                         QString::number(feigned_mAh(other), 'f', 2));
    }
    return text + QStringLiteral("</table>");
}

} // namespace tgc::desktop

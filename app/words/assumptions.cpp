// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/words/assumptions.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <array>

#include "app/words/digits.h"
#include "app/words/text.h"

namespace tgc::words {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Assumptions", text);
}

constexpr auto takenForGranted = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("Assumptions", "One electron lost is one Li+ bound. Electrolyte reduced by more or fewer "
                                     "electrons a Li+ moves the SEI, not the Li metal."),
    QT_TRANSLATE_NOOP("Assumptions",
                      "No hydrogen comes from LiH, Al, Zn or Si: all of it, beyond the blank, is counted "
                      "as metal."),
    QT_TRANSLATE_NOOP("Assumptions", "All deposits were in the vial: nothing lost by rinsing or scraping, no flakes of "
                                     "the counter electrode with it."),
    QT_TRANSLATE_NOOP("Assumptions", "No soft short: a short makes the plated charge too large with no Li plated, and "
                                     "the SEI with it."),
    QT_TRANSLATE_NOOP("Assumptions",
                      "SEI that dissolved, or sits on separator or counter electrode, counts as SEI Li+."),
    QT_TRANSLATE_NOOP("Assumptions", "Li that corroded while the cell rested counts as SEI Li+: the wait between the "
                                     "last strip and the titration matters."),
});

QString correctionInWords(const AppliedCorrection &correction)
{
    const QString by =
        say("%1 ± %2").arg(valueText(correction.by.value, correction.by.u), uncertaintyText(correction.by.u));
    switch (correction.kind) {
    case AppliedCorrection::Kind::Drift:
        return say("Corrected for drift, as asked: divided by the response %1 of the check standards before and after.")
            .arg(by);
    case AppliedCorrection::Kind::CheckRecovery:
        return say("Corrected for recovery, as asked: divided by the mean %1 of the check standards.").arg(by);
    case AppliedCorrection::Kind::StatedRecovery:
        return say("Corrected for recovery, as asked: divided by %1, as stated.").arg(by);
    }
    return {};
}

void take(QStringList &list, const QString &subject, const std::string &sentence)
{
    if (!sentence.empty()) {
        list << judgementInWords(subject, sentence);
    }
}

} // namespace

QStringList assumptions()
{
    QStringList list;
    for (const char *assumption : takenForGranted) {
        list << say(assumption);
    }
    return list;
}

QString judgementInWords(const QString &subject, std::string_view sentence)
{
    static const QRegularExpression code(QStringLiteral("^[a-z0-9]+(-[a-z0-9]+)+: "));
    QString words = qstr(sentence);
    words.remove(code);
    return words.isEmpty() ? words : subject + QStringLiteral(": ") + words;
}

QStringList judgements(const Breakdown &row)
{
    QStringList list;
    for (const AppliedCorrection &correction : row.corrections) {
        list << correctionInWords(correction);
    }
    take(list, say("Reaction"), row.progress ? row.progress->sentence : std::string());
    take(list, say("Air"), row.air ? row.air->sentence : std::string());
    take(list, say("Pressure"), row.worstCase ? row.worstCase->reason : std::string());
    if (row.blank) {
        for (const std::string &words : row.blank->words) {
            take(list, say("Blanks"), words);
        }
    }
    if (row.balance) {
        take(list, say("Charge balance"), row.balance->means);
        for (const std::string &note : row.balance->notes) {
            take(list, say("Charge balance"), note);
        }
    }
    for (const PartInVial &part : row.checkList) {
        take(list, say("Parts"), part.words);
    }
    return list;
}

} // namespace tgc::words

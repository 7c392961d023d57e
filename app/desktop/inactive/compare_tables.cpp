// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/compare_tables.h"

#include <QCoreApplication>

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;

QString say(const char *text)
{
    return QCoreApplication::translate("CompareTables", text);
}

PreparedCell word(const QString &text)
{
    return {text};
}
PreparedCell number(const QString &text)
{
    return {text, true};
}

QString confidenceWords(double confidence)
{
    return QString::number(percent * confidence, 'g', 4) + QStringLiteral(" %");
}

QString withInterval(const QString &value, const QString &low, const QString &high)
{
    return say("%1 (%2 to %3)").arg(value, low, high);
}

} // namespace

ShownTable groupTable(const Study &study, const std::vector<StudyGroup> &groups, const ComparedValue &value)
{
    ShownTable table;
    const QString &unit = value.unit;
    table.headers = {say("Group"),
                     say("n"),
                     say("Mean\n%1").arg(unit),
                     say("SD of cells\n%1").arg(unit),
                     say("± (%1)\n%2").arg(confidenceWords(study.confidence), unit),
                     say("from\n%1").arg(unit),
                     say("to\n%1").arg(unit),
                     say("u of one result\n%1").arg(unit)};
    for (const StudyGroup &group : groups) {
        const GroupNumbers numbers = numbersOf(study, group, value.of);
        const GroupSummary s = summariseGroup(numbers.values, numbers.uncertainties, study.confidence);
        PreparedTable::Row row{word(group.name), number(QString::number(s.n))};
        if (s.n == 0) {
            row.push_back({notKnown(), true, say("None of its cells has this value.")});
            table.rows.push_back(std::move(row));
            continue;
        }
        const std::optional<double> digits = s.halfWidth && *s.halfWidth > 0.0 ? s.halfWidth : s.measurementU;
        row.push_back({valueText(s.mean, digits), true, say("Mean of the %1 cells that have this value").arg(s.n)});
        if (s.sd) {
            const QString interval = say("Mean ± t(n − 1) SD / √n, %1").arg(confidenceWords(study.confidence));
            row.push_back(
                {uncertaintyText(*s.sd), true, say("Standard deviation between cells, n − 1 in the divisor")});
            row.push_back({uncertaintyText(*s.halfWidth), true, interval});
            row.push_back({valueText(s.mean - *s.halfWidth, digits), true, interval});
            row.push_back({valueText(s.mean + *s.halfWidth, digits), true, interval});
        } else {
            const QString why = say("One cell tells nothing of the scatter between cells.");
            row.push_back({say("n = 1: no scatter"), true, why});
            row.insert(row.end(), 3, PreparedCell{notKnown(), true, why});
        }
        row.push_back({s.measurementU ? uncertaintyText(*s.measurementU) : notKnown(), true,
                       say("Standard uncertainty of one measurement (median of the group). A common calibration moves "
                           "all cells alike: it is not averaged away, and is no part of the scatter.")});
        table.rows.push_back(std::move(row));
    }
    return table;
}

ShownTable pairTable(const Study &study, const std::vector<StudyGroup> &groups, const ComparedValue &value,
                     const QPalette &palette)
{
    const QString confidence = confidenceWords(study.confidence);
    ShownTable table;
    table.headers = {say("Pair"), say("In words"), say("Difference (%1)\n%2").arg(confidence, value.unit),
                     say("p\nWelch"), say("g (%1)\nHedges").arg(confidence)};
    const std::size_t compared = groups.size() > mostGroupsCompared ? 0 : groups.size();
    for (std::size_t i = 0; i < compared; ++i) {
        for (std::size_t j = i + 1; j < compared; ++j) {
            const auto first = numbersOf(study, groups[i], value.of).values;
            const auto second = numbersOf(study, groups[j], value.of).values;
            PreparedTable::Row row{word(say("%1 − %2").arg(groups[i].name, groups[j].name))};
            const auto c = compareGroups(first, second, study.confidence);
            if (!c) {
                const bool few = first.size() < 2 || second.size() < 2;
                row.push_back({few ? say("not compared: n < 2") : say("not compared: no scatter"), false,
                               few ? say("Two groups are compared by the scatter of their cells: each needs two cells.")
                                   : say("Neither group scatters: the test says nothing.")});
                row.insert(row.end(), 3, number(notKnown()));
                table.rows.push_back(std::move(row));
                continue;
            }
            const bool differ = c->p < 1.0 - study.confidence;
            PreparedCell verdict;
            if (differ) {
                const QString &higher = c->difference > 0.0 ? groups[i].name : groups[j].name;
                verdict = {say("%1 higher").arg(higher), false,
                           say("The difference is more than the scatter of the cells explains (%1).").arg(confidence),
                           readable(stateColour(State::Busy), palette)};
            } else {
                verdict = {say("no difference shown"), false,
                           say("The cells scatter too much for a difference to be seen (%1). That does not prove the "
                               "groups alike: see the interval.")
                               .arg(confidence)};
            }
            row.push_back(std::move(verdict));
            const double half = 0.5 * (c->high - c->low);
            const QString welch =
                say("Welch's t = %1 with %2 degrees of freedom, two sides").arg(c->t, 0, 'f', 2).arg(c->dof, 0, 'f', 1);
            const QString hedges =
                say("Difference over the pooled standard deviation, corrected for few cells (Hedges); "
                    "interval by the noncentral t distribution");
            row.push_back(
                {withInterval(valueText(c->difference, half), valueText(c->low, half), valueText(c->high, half)), true,
                 say("Mean of the first minus mean of the second, with its interval. %1").arg(welch)});
            row.push_back({probabilityText(c->p), true, welch});
            row.push_back({c->hedgesLow && c->hedgesHigh
                               ? withInterval(effectSizeText(c->hedgesG), effectSizeText(*c->hedgesLow),
                                              effectSizeText(*c->hedgesHigh))
                               : effectSizeText(c->hedgesG),
                           true, hedges});
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

QString compareNote(const Study &study, const std::vector<StudyGroup> &groups, const ComparedValue &value)
{
    if (groups.size() < 2) {
        return say("One group only: choose another column under Groups by, or tick more groups.");
    }
    if (groups.size() > mostGroupsCompared) {
        return say("%1 groups are too many to be compared pair by pair (most: %2): choose a column with fewer values "
                   "under "
                   "Groups by, or untick groups.")
            .arg(groups.size())
            .arg(mostGroupsCompared);
    }
    int usable = 0;
    for (const StudyGroup &group : groups) {
        usable += numbersOf(study, group, value.of).values.size() >= 2 ? 1 : 0;
    }
    QString text =
        say("Scatter is that of the cells; the uncertainty of one measurement stands apart, in the last column.");
    const int pairs = usable * (usable - 1) / 2;
    if (pairs > 1) {
        const double alpha = 1.0 - study.confidence;
        text +=
            u' ' + say("%1 pairs are compared: where nothing differs, chance alone gives a p below %2 in up to %3 % "
                       "of such studies. Hold p against %4 (Bonferroni).")
                       .arg(pairs)
                       .arg(alpha, 0, 'g', 2)
                       .arg(percent * std::min(1.0, alpha * pairs), 0, 'f', 0)
                       .arg(alpha / pairs, 0, 'g', 2);
    }
    return text;
}

} // namespace tgc::desktop

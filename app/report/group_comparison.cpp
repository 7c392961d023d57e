// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/groups.h"
#include "app/report/cells.h"
#include "app/report/replicates.h"
#include "app/report/sections.h"
#include "app/report/table_block.h"
#include "app/words/digits.h"

namespace tgc::report {

namespace {

constexpr std::size_t mostGroupsCompared = 8; ///< 28 pairs a quantity: beyond that a table tells nothing
constexpr double significant = 0.05;

QString ranged(const QString &value, const QString &low, const QString &high)
{
    return QStringLiteral("%1 (%2 to %3)").arg(value, low, high);
}

/// False where the groups have not two cells each with the quantity: nothing is compared.
bool addPair(Table &table, const ReplicateGroup &first, const ReplicateGroup &second, const ReplicateQuantity &quantity)
{
    const auto a = valuesOf(first, quantity).values;
    const auto b = valuesOf(second, quantity).values;
    if (a.size() < 2 || b.size() < 2) {
        return false; // the table above tells what each has
    }
    QStringList row{qstr(first.name + " - " + second.name), QString::fromUtf8(quantity.name)};
    if (const auto c = compareGroups(a, b)) {
        const double half = 0.5 * (c->high - c->low);
        row << ranged(valueText(c->difference, half), valueText(c->low, half), valueText(c->high, half))
            << QStringLiteral("%1 (%2)").arg(c->t, 0, 'f', 2).arg(c->dof, 0, 'f', 1) << words::probabilityText(c->p)
            << (c->hedgesLow && c->hedgesHigh
                    ? ranged(words::effectSizeText(c->hedgesG), words::effectSizeText(*c->hedgesLow),
                             words::effectSizeText(*c->hedgesHigh))
                    : words::effectSizeText(c->hedgesG))
            << (c->p < significant ? QStringLiteral("differ") : QStringLiteral("no difference shown"));
    } else {
        row << notKnown() << notKnown() << notKnown() << notKnown() << QStringLiteral("no scatter to compare by");
    }
    table.addRow(row);
    return true;
}

} // namespace

void addGroupComparison(Blocks &blocks, const Content &content)
{
    const auto groups = replicatesIn(content);
    if (groups.size() < 2) {
        return;
    }
    addSubheading(blocks, QStringLiteral("Groups compared"));
    if (groups.size() > mostGroupsCompared) {
        addNote(blocks, QStringLiteral("%1 groups are too many to be compared pair by pair (most: %2): report those "
                                       "that matter, or use tgc compare.")
                            .arg(groups.size())
                            .arg(mostGroupsCompared));
        return;
    }
    auto table = std::make_unique<Table>(std::vector<TableColumn>{{QStringLiteral("Pair"), false, true},
                                                                  {QStringLiteral("Quantity")},
                                                                  {QStringLiteral("Difference (95 %)"), true},
                                                                  {QStringLiteral("Welch t (dof)"), true},
                                                                  {QStringLiteral("p"), true},
                                                                  {QStringLiteral("Hedges g (95 %)"), true},
                                                                  {QStringLiteral("In words")}});
    int pairs = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (std::size_t j = i + 1; j < groups.size(); ++j) {
            if (groups[i].analyte != groups[j].analyte) {
                continue; // another metal is another quantity
            }
            bool compared = false;
            for (const ReplicateQuantity &quantity : replicateQuantities()) {
                compared = addPair(*table, groups[i], groups[j], quantity) || compared;
            }
            pairs += compared ? 1 : 0;
        }
    }
    if (table->empty()) {
        addNote(blocks, QStringLiteral("No two groups have two cells each with the same quantity."));
        return;
    }
    blocks.push_back(std::move(table));
    QString note =
        QStringLiteral("Welch's test by the scatter of the cells, two sides; Hedges' g is the difference over "
                       "the pooled SD, corrected for few cells. What all cells share (calibration, "
                       "certificate) is not in it. No difference shown is no proof that there is none.");
    if (pairs > 1) {
        note += QStringLiteral(" %1 pairs are compared: hold p against %2 (Bonferroni).")
                    .arg(pairs)
                    .arg(significant / pairs, 0, 'g', 2);
    }
    addNote(blocks, note);
}

} // namespace tgc::report

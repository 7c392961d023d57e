// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "app/desktop/inactive/compare_tables.h"
#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;

QString say(const char *text)
{
    return QCoreApplication::translate("PracticalTable", text);
}

struct Shown {
    const char *column;
    const char *title;
    double factor;
};

constexpr auto shown = std::to_array<Shown>({
    {"areal_capacity_mAh_cm2", QT_TRANSLATE_NOOP("PracticalTable", "Areal capacity ≥ 4 mAh/cm²"), 1.0},
    {"current_density_mA_cm2", QT_TRANSLATE_NOOP("PracticalTable", "Current density > 0.5 mA/cm²"), 1.0},
    {"electrolyte_g_per_Ah", QT_TRANSLATE_NOOP("PracticalTable", "Electrolyte ≤ 3 g/Ah"), 1.0},
    {"li_excess_um", QT_TRANSLATE_NOOP("PracticalTable", "Li excess < 50 µm"), 1.0},
    {"coulombic_efficiency", QT_TRANSLATE_NOOP("PracticalTable", "Coulombic efficiency ≥ 99.97 %"), percent},
});

PreparedCell verdict(const PracticalCriterion &criterion, double factor, const QPalette &palette)
{
    if (!criterion.value) {
        return {say("not given"), true, say("Nobody wrote it down: it goes into the Samples table, under Cell."),
                palette.color(QPalette::PlaceholderText)};
    }
    const QString value = QString::number(factor * *criterion.value, 'g', 4);
    const bool met = criterion.met.value_or(false);
    return {met ? say("%1  ✓ met").arg(value) : say("%1  ✗ not met").arg(value), true, say("Mean of the group's cells"),
            readable(stateColour(met ? State::Good : State::Bad), palette)};
}

PreparedCell cycles(const std::optional<double> &n, const QString &needs)
{
    return n ? PreparedCell{*n < 1e6 ? QString::number(*n, 'f', *n < 100.0 ? 1 : 0) : QString::number(*n, 'g', 3), true}
             : PreparedCell{notKnown(), true, needs};
}

} // namespace

ShownTable practicalTable(const Study &study, const std::vector<StudyGroup> &groups, const QPalette &palette)
{
    ShownTable table;
    table.headers = {say("Criterion")};
    for (const Shown &s : shown) {
        table.rows.push_back({{say(s.title)}});
    }
    table.rows.push_back({{say("Cycles to 80 %, no excess Li")}});
    table.rows.push_back({{say("Cycles until excess Li is used up")}});
    for (const StudyGroup &group : groups) {
        table.headers << say("%1\nn = %2").arg(group.name).arg(group.rows.size());
        const CellConditions cell = conditionsOf(study, group);
        const auto criteria = practicalCriteria(cell);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const auto at = std::find_if(criteria.begin(), criteria.end(),
                                         [&](const PracticalCriterion &c) { return c.name == shown[i].column; });
            table.rows[i].push_back(at == criteria.end() ? PreparedCell{} : verdict(*at, shown[i].factor, palette));
        }
        const bool lossless = cell.coulombicEfficiency && *cell.coulombicEfficiency >= 1.0;
        table.rows[shown.size()].push_back(
            cycles(cell.coulombicEfficiency ? cyclesWithoutReservoir(*cell.coulombicEfficiency) : std::nullopt,
                   lossless ? say("With a CE of 100 % or more nothing is lost: no cycle life follows.")
                            : say("Needs the CE: plated and stripped charge.")));
        table.rows[shown.size() + 1].push_back(
            cycles(cyclesWithReservoir(cell), say("Needs CE, Li excess and areal capacity.")));
    }
    return table;
}

QString practicalNote()
{
    return say(
        "Group means against a practical lithium-metal cell (Fang, Wang, Meng). Cycle life: every cycle loses the "
        "same 1 − CE; to 80 %: N = ln 0.8 / ln CE; on excess Li: N = Q(excess) / (Q(cycle) (1 − CE)), 1 µm = "
        "0.2062 mAh/cm².");
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/compare_export.h"

#include <algorithm>

#include "app/desktop/inactive/compare_tables.h"

namespace tgc::desktop {

using formats::numberCell;
using formats::OutTable;
using formats::textCell;

namespace {

bool isSimulated(const Study &study, const StudyGroup &group)
{
    return std::any_of(group.rows.begin(), group.rows.end(),
                       [&](std::size_t row) { return study.rows[row].source == Source::Simulated; });
}

formats::OutCell brand(bool simulated)
{
    return textCell(simulated ? std::string("simulated") : std::string());
}

OutTable groupsOut(const Study &study, const QString &column, const std::vector<StudyGroup> &groups,
                   const ComparedValue &value)
{
    OutTable table{"groups",
                   {column.toStdString(), "value", "unit", "n", "mean", "sd", "low", "high", "u_measurement", "source"},
                   {}};
    for (const StudyGroup &group : groups) {
        const GroupNumbers numbers = numbersOf(study, group, value.of);
        const GroupSummary s = summariseGroup(numbers.values, numbers.uncertainties, study.confidence);
        const auto end = [&](double sign) {
            return s.halfWidth ? std::optional(s.mean + sign * *s.halfWidth) : std::nullopt;
        };
        table.rows.push_back({textCell(group.name.toStdString()), textCell(value.title.toStdString()),
                              textCell(value.unit.toStdString()), numberCell(static_cast<double>(s.n)),
                              numberCell(s.n > 0 ? std::optional(s.mean) : std::nullopt), numberCell(s.sd),
                              numberCell(end(-1.0)), numberCell(end(+1.0)), numberCell(s.measurementU),
                              brand(isSimulated(study, group))});
    }
    return table;
}

OutTable pairsOut(const Study &study, const std::vector<StudyGroup> &groups, const ComparedValue &value)
{
    OutTable table{"comparisons",
                   {"value", "unit", "first", "second", "difference", "low", "high", "t", "dof", "p", "hedges_g",
                    "hedges_g_low", "hedges_g_high", "source"},
                   {}};
    const std::size_t compared = groups.size() > mostGroupsCompared ? 0 : groups.size();
    for (std::size_t i = 0; i < compared; ++i) {
        for (std::size_t j = i + 1; j < compared; ++j) {
            const auto c = compareGroups(numbersOf(study, groups[i], value.of).values,
                                         numbersOf(study, groups[j], value.of).values, study.confidence);
            const auto cell = [&](double GroupComparison::*member) {
                return numberCell(c ? std::optional((*c).*member) : std::nullopt);
            };
            table.rows.push_back({textCell(value.title.toStdString()), textCell(value.unit.toStdString()),
                                  textCell(groups[i].name.toStdString()), textCell(groups[j].name.toStdString()),
                                  cell(&GroupComparison::difference), cell(&GroupComparison::low),
                                  cell(&GroupComparison::high), cell(&GroupComparison::t), cell(&GroupComparison::dof),
                                  cell(&GroupComparison::p), cell(&GroupComparison::hedgesG),
                                  numberCell(c ? c->hedgesLow : std::nullopt),
                                  numberCell(c ? c->hedgesHigh : std::nullopt),
                                  brand(isSimulated(study, groups[i]) || isSimulated(study, groups[j]))});
        }
    }
    return table;
}

} // namespace

std::vector<OutTable> comparedOut(const Study &study, const QString &column, const ComparedValue &value)
{
    const auto groups = groupsBy(study, column);
    return {groupsOut(study, column, groups, value), pairsOut(study, groups, value)};
}

OutTable practicalOut(const Study &study, const QString &column)
{
    OutTable table{"practical", {column.toStdString(), "criterion", "limit", "mean", "met", "source"}, {}};
    for (const StudyGroup &group : groupsBy(study, column)) {
        const CellConditions cell = conditionsOf(study, group);
        const auto row = [&](std::string_view name, std::string_view limit, std::optional<double> mean,
                             std::string_view met) {
            table.rows.push_back({textCell(group.name.toStdString()), textCell(std::string(name)),
                                  textCell(std::string(limit)), numberCell(mean), textCell(std::string(met)),
                                  brand(isSimulated(study, group))});
        };
        for (const PracticalCriterion &criterion : practicalCriteria(cell)) {
            row(criterion.name, criterion.limit, criterion.value,
                !criterion.met   ? "not known"
                : *criterion.met ? "yes"
                                 : "no");
        }
        row("cycles_to_80_percent", "every cycle loses 1 - CE, no excess Li",
            cell.coulombicEfficiency ? cyclesWithoutReservoir(*cell.coulombicEfficiency) : std::nullopt, "");
        row("cycles_on_excess_li", "until the excess Li is used up at 1 - CE a cycle", cyclesWithReservoir(cell), "");
    }
    return table;
}

} // namespace tgc::desktop

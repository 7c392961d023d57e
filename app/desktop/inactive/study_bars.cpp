// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/study_bars.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr double percent = 100.0;

QString say(const char *text)
{
    return QCoreApplication::translate("StudyBars", text);
}

BarValue valueOf(const Measure &m)
{
    return {m.value, m.u};
}

BarCell cellOf(const Study &study, std::size_t row, SplitUnit unit)
{
    const Split split = splitIn(unit, study.rows[row], study.facts);
    BarCell cell;
    cell.row = static_cast<int>(row);
    cell.label = qstr(study.rows[row].sampleId);
    if (split.metal) {
        cell.metal = valueOf(*split.metal);
    }
    if (split.sei) {
        cell.sei = valueOf(*split.sei);
    }
    return cell;
}

/// Mean of the group's cells; the scatter is empty for one cell.
std::optional<BarValue> meanOf(const std::vector<BarCell> &cells, std::optional<BarValue> BarCell::*part,
                               ScatterBar scatter, double confidence)
{
    std::vector<double> values;
    for (const BarCell &cell : cells) {
        if (const auto &value = cell.*part) {
            values.push_back(value->value);
        }
    }
    if (values.empty()) {
        return std::nullopt;
    }
    const GroupSummary summary = summariseGroup(values, {}, confidence);
    return BarValue{summary.mean, scatter == ScatterBar::StandardDeviation ? summary.sd : summary.halfWidth};
}

/// How many cells the means are of: those that lack the value do not count.
QString countInWords(const std::vector<BarCell> &cells)
{
    const auto metal = std::count_if(cells.begin(), cells.end(), [](const BarCell &c) { return c.metal.has_value(); });
    const auto sei = std::count_if(cells.begin(), cells.end(), [](const BarCell &c) { return c.sei.has_value(); });
    return metal == sei ? say("n = %1").arg(metal) : say("n = %1, SEI %2").arg(metal).arg(sei);
}

QString errorName(ScatterBar scatter, double confidence)
{
    return scatter == ScatterBar::StandardDeviation
               ? say("SD of the cells")
               : say("%1 % t-interval of the mean").arg(percent * confidence, 0, 'g', 4);
}

DrawnBreakdown bySample(const Study &study, SplitUnit unit)
{
    DrawnBreakdown drawn;
    drawn.errorName = say("standard uncertainty (k = 1)");
    for (std::size_t i = 0; i < study.rows.size(); ++i) {
        const BarCell cell = cellOf(study, i, unit);
        drawn.bars.push_back({cell.label, cell.metal, cell.sei, cell.row, {}});
    }
    return drawn;
}

DrawnBreakdown byGroup(const Study &study, const BarAxis &axis, SplitUnit unit, ScatterBar scatter)
{
    DrawnBreakdown drawn;
    drawn.errorName = errorName(scatter, study.confidence);
    drawn.cellsName = say("one cell, ± its u (k = 1)");
    if (const auto column = study.facts.column(axis.column)) {
        drawn.xTitle = column->title;
    }
    for (const StudyGroup &group : groupsBy(study, axis.column)) {
        BreakdownBar bar;
        for (const std::size_t row : group.rows) {
            bar.cells.push_back(cellOf(study, row, unit));
        }
        bar.label = group.name + u'\n' + countInWords(bar.cells);
        bar.metal = meanOf(bar.cells, &BarCell::metal, scatter, study.confidence);
        bar.sei = meanOf(bar.cells, &BarCell::sei, scatter, study.confidence);
        drawn.bars.push_back(std::move(bar));
    }
    return drawn;
}

DrawnBreakdown byEfficiency(const Study &study, SplitUnit unit)
{
    DrawnBreakdown drawn;
    drawn.onNumbers = true;
    drawn.xTitle = say("Coulombic efficiency (%)");
    drawn.errorName = say("standard uncertainty (k = 1)");
    for (std::size_t i = 0; i < study.rows.size(); ++i) {
        if (!study.rows[i].coulombicEfficiency) {
            drawn.leftOut << qstr(study.rows[i].sampleId);
            continue;
        }
        BarCell cell = cellOf(study, i, unit);
        cell.x = percent * *study.rows[i].coulombicEfficiency;
        if (study.rows[i].coulombicEfficiencyU.value_or(0.0) > 0.0) { // 0: nobody said how well the charges are known
            cell.xError = percent * *study.rows[i].coulombicEfficiencyU;
        }
        BreakdownBar bar{cell.label, {}, {}, cell.row, {}};
        bar.cells.push_back(std::move(cell));
        drawn.bars.push_back(std::move(bar));
    }
    std::stable_sort(drawn.bars.begin(), drawn.bars.end(), [](const BreakdownBar &a, const BreakdownBar &b) {
        return a.cells.front().x < b.cells.front().x;
    });
    return drawn;
}

DrawnBreakdown drawn(const Study &study, const BarAxis &axis, SplitUnit unit, ScatterBar scatter)
{
    switch (axis.kind) {
    case BarAxis::Kind::Sample: return bySample(study, unit);
    case BarAxis::Kind::Groups: return byGroup(study, axis, unit, scatter);
    case BarAxis::Kind::Efficiency: return byEfficiency(study, unit);
    }
    return {};
}

} // namespace

DrawnBreakdown drawnStudy(const Study &study, const BarAxis &axis, SplitUnit unit, ScatterBar scatter)
{
    DrawnBreakdown result = drawn(study, axis, unit, scatter);
    result.yTitle = axisTitle(unit);
    result.simulated = std::any_of(study.rows.begin(), study.rows.end(),
                                   [](const Breakdown &row) { return row.source == Source::Simulated; });
    for (const Breakdown &row : study.rows) {
        if (!splitIn(unit, row, study.facts).metal) {
            result.leftOut << qstr(row.sampleId);
        }
    }
    result.leftOut.removeDuplicates();
    return result;
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/breakdown_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

#include "app/desktop/plot/short_name.h"

namespace tgc::desktop {

namespace {

constexpr double barWidth = 0.62;
constexpr double halfMark = 0.45;
constexpr double headroom = 0.10;
constexpr double slantedLabels_deg = -28.0;
// Li metal's error bar and points stand left of the middle, SEI's right of it: they would cover each other.
constexpr double errorAside = 0.05;
constexpr double cellsAside = 0.20;
constexpr double cellsSpread = 0.15; ///< over which a group's points are spread, so that equal ones stay apart
constexpr double cellSize_px = 6.0;
constexpr double clickReach_px = 10.0;
const double noBar = std::numeric_limits<double>::quiet_NaN();

/// Where the SEI part of a bar begins: at the end of the metal part when both have one sign, else at zero.
double seiBase(const BreakdownBar &bar)
{
    const double metal = bar.metal ? bar.metal->value : 0.0;
    const double sei = bar.sei ? bar.sei->value : 0.0;
    return sei >= 0.0 ? std::max(metal, 0.0) : std::min(metal, 0.0);
}

} // namespace

BreakdownPlot::Part BreakdownPlot::makePart(const QString &name)
{
    Part part{};
    part.bars = new QCPBars(plot()->xAxis, plot()->yAxis);
    part.bars->setName(name);
    part.bars->setWidth(barWidth);
    part.bars->setStackingGap(0);
    if (plot()->layer(QStringLiteral("points")) == nullptr) { // over the bars of both parts
        plot()->addLayer(QStringLiteral("points"), plot()->layer(QStringLiteral("main")));
    }
    part.ends = plot()->addGraph();
    part.ends->setLineStyle(QCPGraph::lsNone);
    part.barErrors = new QCPErrorBars(plot()->xAxis, plot()->yAxis);
    part.barErrors->setDataPlottable(part.ends);
    part.cells = plot()->addGraph();
    part.cells->setLineStyle(QCPGraph::lsNone);
    part.cells->setName(name);
    part.cellErrors = new QCPErrorBars(plot()->xAxis, plot()->yAxis);
    part.cellErrors->setDataPlottable(part.cells);
    part.cellErrors->setWhiskerWidth(5);
    part.cellErrors->removeFromLegend();
    part.cellXErrors = new QCPErrorBars(plot()->xAxis, plot()->yAxis);
    part.cellXErrors->setErrorType(QCPErrorBars::etKeyError);
    part.cellXErrors->setDataPlottable(part.cells);
    part.cellXErrors->setWhiskerWidth(5);
    part.cellXErrors->removeFromLegend();
    part.barErrors->setWhiskerWidth(9);
    for (QCPErrorBars *errors : {part.barErrors, part.cellErrors, part.cellXErrors}) {
        errors->setSymbolGap(0);
        errors->setLayer(QStringLiteral("points"));
    }
    part.cells->setLayer(QStringLiteral("points"));
    return part;
}

BreakdownPlot::BreakdownPlot(QWidget *parent)
    : PlotView(parent),
      m_metal(makePart(tr("Li metal"))),
      m_sei(makePart(tr("SEI Li+"))),
      m_mark(new QCPItemRect(plot())),
      m_markedCells(plot()->addGraph()),
      m_brand(new QCPItemText(plot()))
{
    m_sei.bars->moveAbove(m_metal.bars);
    m_markedCells->setLineStyle(QCPGraph::lsNone);
    m_markedCells->removeFromLegend();
    m_markedCells->setLayer(QStringLiteral("points"));
    plot()->addLayer(QStringLiteral("mark"), plot()->layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    m_mark->setLayer(QStringLiteral("mark"));
    m_mark->setVisible(false);
    for (QCPItemPosition *corner : {m_mark->topLeft, m_mark->bottomRight}) {
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    // Whatever is exported says so too.
    m_brand->setText(tr("SIMULATED DATA"));
    m_brand->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_brand->position->setCoords(0.0, 0.0);
    m_brand->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_brand->setPadding(QMargins(8, 3, 8, 3));
    m_brand->setVisible(false);
    plot()->xAxis->grid()->setVisible(false);
    plot()->legend->setVisible(true);
    // Above the bars, where it can cover nothing.
    auto *top = new QCPLayoutGrid;
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, top);
    plot()->axisRect()->insetLayout()->take(plot()->legend);
    plot()->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    top->addElement(0, 0, plot()->legend);
    plot()->plotLayout()->setRowStretchFactor(0, 0.001);
    connect(plot(), &QCustomPlot::beforeReplot, this, &BreakdownPlot::slantLabelsThatDoNotFit);
    setDrawn({});
}

void BreakdownPlot::setDrawn(DrawnBreakdown drawn)
{
    m_drawn = std::move(drawn);
    placeCells();
    fill(m_metal, &BreakdownBar::metal, &BarCell::metal, true);
    fill(m_sei, &BreakdownBar::sei, &BarCell::sei, false);
    if (m_drawn.onNumbers) {
        plot()->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
        plot()->xAxis->setTickLength(0, 5);
    } else {
        const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
        for (std::size_t i = 0; i < m_drawn.bars.size(); ++i) {
            names->addTick(static_cast<double>(i) + 1.0, shortName(m_drawn.bars[i].label, fontMetrics()));
        }
        plot()->xAxis->setTicker(names);
        plot()->xAxis->setTickLength(0);
    }
    plot()->xAxis->setLabel(m_drawn.xTitle);
    plot()->yAxis->setLabel(m_drawn.yTitle);
    m_brand->setVisible(m_drawn.simulated);
    nameLegend();
    dataReplaced();
    selectRow(m_selected);
}

void BreakdownPlot::placeCells()
{
    m_places.clear();
    for (std::size_t i = 0; i < m_drawn.bars.size(); ++i) {
        const BreakdownBar &bar = m_drawn.bars[i];
        const auto n = static_cast<double>(bar.cells.size());
        for (std::size_t k = 0; k < bar.cells.size(); ++k) {
            const BarCell &cell = bar.cells[k];
            const double spread = n > 1.0 ? cellsSpread * (static_cast<double>(k) / (n - 1.0) - 0.5) : 0.0;
            const double middle = static_cast<double>(i) + 1.0 + spread;
            if (cell.metal) {
                m_places.push_back({static_cast<int>(i), &cell, m_drawn.onNumbers ? cell.x : middle - cellsAside,
                                    cell.metal->value, true});
            }
            if (cell.sei) {
                // Each part's points scatter about the end of that part of the bar.
                m_places.push_back({static_cast<int>(i), &cell, m_drawn.onNumbers ? cell.x : middle + cellsAside,
                                    cell.sei->value + (m_drawn.onNumbers ? 0.0 : seiBase(bar)), false});
            }
        }
    }
}

void BreakdownPlot::fill(Part &part, std::optional<BarValue> BreakdownBar::*bar, std::optional<BarValue> BarCell::*cell,
                         bool metal)
{
    part.bars->data()->clear();
    part.ends->data()->clear();
    part.barErrors->data()->clear();
    part.cells->data()->clear();
    part.cellErrors->data()->clear();
    part.cellXErrors->data()->clear();
    for (std::size_t i = 0; i < m_drawn.bars.size(); ++i) {
        if (const auto &value = m_drawn.bars[i].*bar) {
            const double middle = static_cast<double>(i) + 1.0;
            part.bars->addData(middle, value->value);
            const double aside = m_drawn.cellsName.isEmpty() ? 0.5 * errorAside : errorAside;
            part.ends->addData(middle + (metal ? -aside : aside),
                               value->value + (metal ? 0.0 : seiBase(m_drawn.bars[i])));
            part.barErrors->addData(value->error.value_or(noBar));
        }
    }
    for (const Place &place : m_places) { // in rising order of x for either part
        if (place.metal == metal) {
            part.cells->addData(place.x, place.y);
            part.cellErrors->addData((place.cell->*cell)->error.value_or(noBar));
            part.cellXErrors->addData(m_drawn.onNumbers ? place.cell->xError.value_or(noBar) : noBar);
        }
    }
}

void BreakdownPlot::nameLegend()
{
    plot()->legend->clearItems();
    const auto show = [](QCPAbstractPlottable *plottable, const QString &name) {
        plottable->setName(name);
        plottable->addToLegend();
    };
    if (m_drawn.onNumbers) {
        show(m_metal.cells, tr("Li metal"));
        show(m_sei.cells, tr("SEI Li+"));
        show(m_sei.cellErrors, m_drawn.errorName);
    } else {
        show(m_metal.bars, tr("Li metal"));
        show(m_sei.bars, tr("SEI Li+"));
        show(m_sei.barErrors, m_drawn.errorName);
        if (!m_drawn.cellsName.isEmpty()) {
            show(m_sei.cells, m_drawn.cellsName);
        }
    }
}

void BreakdownPlot::selectRow(int row)
{
    m_selected = row;
    m_markedCells->data()->clear();
    int bar = -1;
    for (std::size_t i = 0; i < m_drawn.bars.size(); ++i) {
        if (row >= 0 && m_drawn.bars[i].row == row) {
            bar = static_cast<int>(i);
        }
    }
    for (const Place &place : m_places) {
        if (row >= 0 && place.cell->row == row) {
            bar = place.bar;
            m_markedCells->addData(place.x, place.y);
        }
    }
    m_mark->setVisible(bar >= 0 && !m_drawn.onNumbers);
    if (bar >= 0) {
        m_mark->topLeft->setCoords(bar + 1.0 - halfMark, 0.0);
        m_mark->bottomRight->setCoords(bar + 1.0 + halfMark, 1.0);
    }
    replotSoon();
}

QPointF BreakdownPlot::positionOf(int row) const
{
    for (const Place &place : m_places) {
        if (place.cell->row == row) {
            return {plot()->xAxis->coordToPixel(place.x), plot()->yAxis->coordToPixel(place.y)};
        }
    }
    for (std::size_t i = 0; i < m_drawn.bars.size(); ++i) {
        if (m_drawn.bars[i].row == row && m_drawn.bars[i].metal) {
            return {plot()->xAxis->coordToPixel(static_cast<double>(i) + 1.0),
                    plot()->yAxis->coordToPixel(0.5 * m_drawn.bars[i].metal->value)};
        }
    }
    return {};
}

void BreakdownPlot::slantLabelsThatDoNotFit()
{
    int longest = 0;
    if (!m_drawn.onNumbers) {
        for (const BreakdownBar &bar : m_drawn.bars) {
            for (const QString &line : shortName(bar.label, fontMetrics()).split(u'\n')) {
                longest = std::max(longest, fontMetrics().horizontalAdvance(line));
            }
        }
    }
    // The axis rectangle is laid out only after this: its own width is still that of the last drawing.
    const QMargins margins = plot()->axisRect()->margins();
    const double width = plot()->viewport().width() - margins.left() - margins.right();
    const double slot = width / std::max(plot()->xAxis->range().size(), 1.0);
    plot()->xAxis->setTickLabelRotation(longest > 0 && longest + 6 > slot ? slantedLabels_deg : 0.0);
}

void BreakdownPlot::fitAll()
{
    double low = 0.0;
    double high = 0.0;
    const auto hold = [&](double centre, const std::optional<double> &error) {
        low = std::min(low, centre - error.value_or(0.0));
        high = std::max(high, centre + error.value_or(0.0));
    };
    for (const BreakdownBar &bar : m_drawn.bars) {
        if (bar.metal) {
            hold(bar.metal->value, bar.metal->error);
        }
        if (bar.sei) {
            hold(seiBase(bar) + bar.sei->value, bar.sei->error);
        }
    }
    double left = std::numeric_limits<double>::max();
    double right = std::numeric_limits<double>::lowest();
    for (const Place &place : m_places) {
        hold(place.y, (place.metal ? place.cell->metal : place.cell->sei)->error);
        left = std::min(left, place.x - place.cell->xError.value_or(0.0));
        right = std::max(right, place.x + place.cell->xError.value_or(0.0));
    }
    const double span = high > low ? high - low : 1.0;
    if (m_drawn.onNumbers && left <= right) {
        const double aside = right > left ? 0.06 * (right - left) : 1.0;
        plot()->xAxis->setRange(left - aside, right + aside);
    } else {
        plot()->xAxis->setRange(0.4, std::max<double>(static_cast<double>(m_drawn.bars.size()), 1.0) + 0.6);
    }
    plot()->yAxis->setRange(low < 0.0 ? low - headroom * span : 0.0,
                            high + (m_drawn.simulated ? 2.0 : 1.0) * headroom * span);
}

void BreakdownPlot::recolour()
{
    const PlotColours &c = colours();
    const auto dress = [&](Part &part, const QColor &colour, QCPScatterStyle::ScatterShape shape) {
        part.bars->setBrush(colour);
        part.bars->setPen(QPen(colour.darker(120), 1));
        part.barErrors->setPen(QPen(c.text, 1.6));
        const QColor fill = m_drawn.onNumbers ? colour : colour.lighter(165);
        part.cells->setPen(QPen(m_drawn.onNumbers ? colour.darker(130) : c.text, 1));
        part.cells->setScatterStyle(QCPScatterStyle(shape, QPen(m_drawn.onNumbers ? colour.darker(130) : c.text, 1),
                                                    QBrush(fill), m_drawn.onNumbers ? cellSize_px + 3 : cellSize_px));
        part.cellErrors->setPen(QPen(m_drawn.onNumbers ? colour.darker(120) : c.text, 1));
        part.cellXErrors->setPen(part.cellErrors->pen());
    };
    dress(m_metal, c.liMetal, QCPScatterStyle::ssCircle);
    dress(m_sei, c.sei, QCPScatterStyle::ssSquare);
    m_markedCells->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(c.baseline, 2), Qt::NoBrush, 15));
    m_mark->setBrush(c.grid);
    m_mark->setPen(Qt::NoPen);
    QFont bold = font();
    bold.setBold(true);
    m_brand->setFont(bold);
    m_brand->setColor(QColor(0x24, 0x1c, 0x00));
    m_brand->setBrush(QColor(0xf2, 0xc0, 0x37));
    m_brand->setPen(Qt::NoPen);
    plot()->yAxis->grid()->setZeroLinePen(QPen(c.text, 1));
    plot()->legend->setBrush(Qt::NoBrush);
    plot()->legend->setBorderPen(Qt::NoPen);
    plot()->legend->setTextColor(c.text);
    plot()->legend->setFont(font());
}

int BreakdownPlot::barAt(QPointF position) const
{
    const double x = plot()->xAxis->pixelToCoord(position.x());
    const int index = static_cast<int>(std::lround(x)) - 1;
    const bool inside = !m_drawn.onNumbers && index >= 0 && index < static_cast<int>(m_drawn.bars.size());
    return inside && std::abs(x - index - 1.0) <= halfMark ? index : -1;
}

const BarCell *BreakdownPlot::cellAt(QPointF position) const
{
    const BarCell *nearest = nullptr;
    double reach = clickReach_px;
    for (const Place &place : m_places) {
        const double distance = std::hypot(plot()->xAxis->coordToPixel(place.x) - position.x(),
                                           plot()->yAxis->coordToPixel(place.y) - position.y());
        if (distance <= reach) {
            reach = distance;
            nearest = place.cell;
        }
    }
    return nearest;
}

QString BreakdownPlot::readoutAt(QPointF position) const
{
    const auto words = [](const QString &label, const std::optional<BarValue> &metal,
                          const std::optional<BarValue> &sei) {
        const auto part = [](const QString &name, const std::optional<BarValue> &value) {
            if (!value) {
                return name + QStringLiteral(" --");
            }
            return name + u' ' + QString::number(value->value, 'g', 4) +
                   (value->error ? QStringLiteral(" ± ") + QString::number(*value->error, 'g', 2) : QString());
        };
        return QString(label).replace(u'\n', QStringLiteral(", ")) + QStringLiteral(":  ") +
               part(tr("Li metal"), metal) + QStringLiteral("   ") + part(tr("SEI"), sei);
    };
    if (const BarCell *cell = cellAt(position)) {
        return words(cell->label, cell->metal, cell->sei);
    }
    const int index = barAt(position);
    if (index < 0) {
        return {};
    }
    const BreakdownBar &bar = m_drawn.bars[static_cast<std::size_t>(index)];
    return words(bar.label, bar.metal, bar.sei);
}

void BreakdownPlot::clickedAt(QPointF position)
{
    if (const BarCell *cell = cellAt(position)) {
        emit rowClicked(cell->row);
        return;
    }
    const int bar = barAt(position);
    if (bar < 0) {
        emit rowClicked(-1);
    } else if (const BreakdownBar &hit = m_drawn.bars[static_cast<std::size_t>(bar)]; hit.row >= 0) {
        emit rowClicked(hit.row);
    } else if (!hit.cells.empty()) {
        emit rowClicked(hit.cells.front().row); // a group: its first cell
    }
}

} // namespace tgc::desktop

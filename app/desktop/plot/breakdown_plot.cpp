// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/breakdown_plot.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr double barWidth = 0.62;
constexpr double halfMark = 0.45;
constexpr double headroom = 0.10;
constexpr double slantedLabels_deg = -28.0;

} // namespace

BreakdownPlot::BreakdownPlot(QWidget *parent)
    : PlotView(parent),
      m_metal(new QCPBars(plot()->xAxis, plot()->yAxis)),
      m_sei(new QCPBars(plot()->xAxis, plot()->yAxis)),
      m_metalError(new QCPErrorBars(plot()->xAxis, plot()->yAxis)),
      m_seiError(new QCPErrorBars(plot()->xAxis, plot()->yAxis)),
      m_mark(new QCPItemRect(plot()))
{
    m_metal->setName(tr("Li metal"));
    m_sei->setName(tr("SEI Li+"));
    for (QCPBars *bars : {m_metal, m_sei}) {
        bars->setWidth(barWidth);
        bars->setStackingGap(0);
    }
    m_sei->moveAbove(m_metal);
    m_metalError->setDataPlottable(m_metal);
    m_seiError->setDataPlottable(m_sei);
    for (QCPErrorBars *error : {m_metalError, m_seiError}) {
        error->setSymbolGap(0);
    }
    m_metalError->setWhiskerWidth(14);
    m_seiError->setWhiskerWidth(9);
    m_metalError->removeFromLegend();
    m_seiError->setName(tr("standard uncertainty (k = 1)"));
    plot()->addLayer(QStringLiteral("mark"), plot()->layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    m_mark->setLayer(QStringLiteral("mark"));
    m_mark->setVisible(false);
    for (QCPItemPosition *corner : {m_mark->topLeft, m_mark->bottomRight}) {
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
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
    dataReplaced();
}

void BreakdownPlot::setBars(std::vector<BreakdownBar> bars, const QString &axisLabel)
{
    m_bars = std::move(bars);
    const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    m_metal->data()->clear();
    m_sei->data()->clear();
    m_metalError->data()->clear();
    m_seiError->data()->clear();
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const double x = static_cast<double>(i) + 1.0;
        names->addTick(x, m_bars[i].label);
        m_metal->addData(x, m_bars[i].liMetal);
        m_metalError->addData(m_bars[i].liMetalU);
        if (m_bars[i].sei) {
            m_sei->addData(x, *m_bars[i].sei);
            m_seiError->addData(m_bars[i].seiU);
        }
    }
    plot()->xAxis->setTicker(names);
    plot()->xAxis->setTickLength(0);
    plot()->yAxis->setLabel(axisLabel);
    m_selected = -1;
    m_mark->setVisible(false);
    dataReplaced();
}

void BreakdownPlot::selectBar(int index)
{
    m_selected = index;
    m_mark->setVisible(index >= 0);
    if (index >= 0) {
        m_mark->topLeft->setCoords(index + 1.0 - halfMark, 0.0);
        m_mark->bottomRight->setCoords(index + 1.0 + halfMark, 1.0);
    }
    replotSoon();
}

void BreakdownPlot::slantLabelsThatDoNotFit()
{
    int longest = 0;
    for (const BreakdownBar &bar : m_bars) {
        longest = std::max(longest, fontMetrics().horizontalAdvance(bar.label));
    }
    const double slot = plot()->axisRect()->width() / std::max(plot()->xAxis->range().size(), 1.0);
    plot()->xAxis->setTickLabelRotation(longest + 6 > slot ? slantedLabels_deg : 0.0);
}

void BreakdownPlot::fitAll()
{
    double low = 0.0;
    double high = 0.0;
    for (const BreakdownBar &bar : m_bars) {
        const double sei = bar.sei.value_or(0.0);
        // Positive parts stack up from zero, negative parts down from zero, each with its uncertainty at its end.
        const double up = std::max(bar.liMetal, 0.0) + std::max(sei, 0.0);
        const double down = std::min(bar.liMetal, 0.0) + std::min(sei, 0.0);
        const double u = std::max(bar.liMetalU, bar.seiU);
        high = std::max({high, up + u, bar.liMetal + bar.liMetalU});
        low = std::min({low, down - (down < 0.0 ? u : 0.0), bar.liMetal - bar.liMetalU});
    }
    const double span = high > low ? high - low : 1.0;
    plot()->xAxis->setRange(0.4, std::max<double>(static_cast<double>(m_bars.size()), 1.0) + 0.6);
    plot()->yAxis->setRange(low < 0.0 ? low - headroom * span : 0.0, high + headroom * span);
}

void BreakdownPlot::recolour()
{
    const PlotColours &c = colours();
    m_metal->setBrush(c.liMetal);
    m_metal->setPen(QPen(c.liMetal.darker(120), 1));
    m_sei->setBrush(c.sei);
    m_sei->setPen(QPen(c.sei.darker(120), 1));
    m_metalError->setPen(QPen(c.text, 1.5));
    m_seiError->setPen(QPen(c.text, 1));
    m_mark->setBrush(c.grid);
    m_mark->setPen(Qt::NoPen);
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
    const bool inside = index >= 0 && index < static_cast<int>(m_bars.size());
    return inside && std::abs(x - index - 1.0) <= halfMark ? index : -1;
}

QString BreakdownPlot::readoutAt(QPointF position) const
{
    const int index = barAt(position);
    if (index < 0) {
        return {};
    }
    const BreakdownBar &bar = m_bars[static_cast<std::size_t>(index)];
    const QString sei = bar.sei ? tr("SEI %1 ± %2").arg(*bar.sei, 0, 'g', 4).arg(bar.seiU, 0, 'g', 2) : tr("SEI --");
    return tr("%1:  Li metal %2 ± %3   %4")
        .arg(bar.label)
        .arg(bar.liMetal, 0, 'g', 4)
        .arg(bar.liMetalU, 0, 'g', 2)
        .arg(sei);
}

void BreakdownPlot::clickedAt(QPointF position)
{
    emit barClicked(barAt(position));
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/control_plot.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr double headroom = 0.12;
constexpr double slantedLabels_deg = -28.0;

} // namespace

ControlPlot::ControlPlot(QWidget *parent)
    : PlotView(parent),
      m_line(plot()->addGraph()),
      m_passed(plot()->addGraph()),
      m_warning(plot()->addGraph()),
      m_failed(plot()->addGraph()),
      m_u(new QCPErrorBars(plot()->xAxis, plot()->yAxis))
{
    for (int i = 0; i < 3; ++i) {
        m_tolerance.push_back(plot()->addGraph());
    }
    for (int i = 0; i < 7; ++i) {
        m_control.push_back(plot()->addGraph());
    }
    for (QCPGraph *graph : {m_passed, m_warning, m_failed}) {
        graph->setLineStyle(QCPGraph::lsNone);
    }
    m_u->setDataPlottable(m_line);
    m_u->setName(tr("standard uncertainty (k = 1)"));
    m_passed->setName(tr("passed"));
    m_warning->setName(tr("warning"));
    m_failed->setName(tr("failed"));
    m_tolerance[0]->setName(tr("tolerance"));
    m_control[0]->setName(tr("mean, ± 1, 2, 3 s"));
    plot()->xAxis->grid()->setVisible(false);
    plot()->xAxis->setTickLength(0);
    plot()->yAxis->setLabel(tr("recovery (%)"));
    // Above the chart, where it can cover nothing.
    auto *top = new QCPLayoutGrid;
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, top);
    plot()->axisRect()->insetLayout()->take(plot()->legend);
    plot()->legend->clearItems(); // every graph is there by itself: side by side they would widen the window
    plot()->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    top->addElement(0, 0, plot()->legend);
    plot()->plotLayout()->setRowStretchFactor(0, 0.001);
    connect(plot(), &QCustomPlot::beforeReplot, this, &ControlPlot::slantLabelsThatDoNotFit);
    dataReplaced();
}

void ControlPlot::drawLine(QCPGraph *graph, double value) const
{
    graph->addData(0.5, value);
    graph->addData(static_cast<double>(m_chart.points.size()) + 0.5, value);
}

void ControlPlot::setChart(DrawnControlChart chart)
{
    m_chart = std::move(chart);
    setHidden(m_chart.points.empty()); // axes of nothing would look broken
    for (int i = 0; i < plot()->graphCount(); ++i) {
        plot()->graph(i)->data()->clear();
    }
    m_u->data()->clear();
    const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    double x = 0.0;
    for (const auto &point : m_chart.points) {
        x += 1.0;
        names->addTick(x, point.label);
        m_line->addData(x, point.value);
        m_u->addData(point.u);
        QCPGraph *by = point.state == DrawnControlChart::State::Passed    ? m_passed
                       : point.state == DrawnControlChart::State::Warning ? m_warning
                                                                          : m_failed;
        by->addData(x, point.value);
    }
    plot()->xAxis->setTicker(names);
    if (!m_chart.points.empty()) {
        drawLine(m_tolerance[0], 100.0 - m_chart.limit);
        drawLine(m_tolerance[1], 100.0);
        drawLine(m_tolerance[2], 100.0 + m_chart.limit);
        if (m_chart.centre) {
            for (std::size_t i = 0; i < m_control.size(); ++i) {
                drawLine(m_control[i], *m_chart.centre + (static_cast<double>(i) - 3.0) * m_chart.sd);
            }
        }
    }
    plot()->legend->setVisible(!m_chart.points.empty());
    plot()->legend->clearItems();
    for (QCPGraph *graph : {m_passed, m_warning, m_failed, m_tolerance[0], m_control[0]}) {
        if (!graph->data()->isEmpty()) {
            graph->addToLegend();
        }
    }
    dataReplaced();
}

void ControlPlot::slantLabelsThatDoNotFit()
{
    int longest = 0;
    for (const auto &point : m_chart.points) {
        longest = std::max(longest, fontMetrics().horizontalAdvance(point.label));
    }
    const double slot = plot()->axisRect()->width() / std::max(plot()->xAxis->range().size(), 1.0);
    plot()->xAxis->setTickLabelRotation(longest + 6 > slot ? slantedLabels_deg : 0.0);
}

void ControlPlot::fitAll()
{
    double low = 100.0 - m_chart.limit;
    double high = 100.0 + m_chart.limit;
    for (const auto &point : m_chart.points) {
        low = std::min(low, point.value - point.u);
        high = std::max(high, point.value + point.u);
    }
    if (m_chart.centre) {
        low = std::min(low, *m_chart.centre - 3.0 * m_chart.sd);
        high = std::max(high, *m_chart.centre + 3.0 * m_chart.sd);
    }
    const double span = std::max(high - low, 1.0);
    plot()->xAxis->setRange(0.5, static_cast<double>(std::max<std::size_t>(m_chart.points.size(), 1)) + 0.5);
    plot()->yAxis->setRange(low - headroom * span, high + headroom * span);
}

void ControlPlot::recolour()
{
    const PlotColours &c = colours();
    const auto mark = [](QCPGraph *graph, QCPScatterStyle::ScatterShape shape, const QColor &colour, double size) {
        graph->setScatterStyle(QCPScatterStyle(shape, QPen(colour, 1.5), colour, size));
    };
    // Shape and word tell what colour tells.
    mark(m_passed, QCPScatterStyle::ssDisc, c.trace, 7);
    mark(m_warning, QCPScatterStyle::ssTriangle, QColor(0xC7, 0x7D, 0x0A), 10);
    m_failed->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross, QPen(c.baseline, 2.5), Qt::NoBrush, 11));
    m_line->setPen(QPen(c.faint, 1));
    m_u->setPen(QPen(c.faint, 1));
    for (QCPGraph *graph : m_tolerance) {
        graph->setPen(QPen(c.baseline, 1.2, Qt::DashLine));
    }
    m_tolerance[1]->setPen(QPen(c.text, 1));
    for (std::size_t i = 0; i < m_control.size(); ++i) {
        m_control[i]->setPen(QPen(c.sei, i == 3 ? 1.5 : 0.8, i == 3 ? Qt::SolidLine : Qt::DotLine));
    }
    plot()->legend->setBrush(Qt::NoBrush);
    plot()->legend->setBorderPen(Qt::NoPen);
    plot()->legend->setTextColor(c.text);
    plot()->legend->setFont(font());
}

QString ControlPlot::readoutAt(QPointF position) const
{
    const double x = plot()->xAxis->pixelToCoord(position.x());
    const auto index = static_cast<int>(std::lround(x)) - 1;
    if (index < 0 || index >= static_cast<int>(m_chart.points.size())) {
        return {};
    }
    return m_chart.points[static_cast<std::size_t>(index)].words;
}

} // namespace tgc::desktop

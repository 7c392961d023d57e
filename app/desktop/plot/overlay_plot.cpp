// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/overlay_plot.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr double secondsPerMinute = 60.0;
constexpr double headroom = 0.05; ///< part of the span left free above and below

std::pair<double, double> extent(const Chromatogram &trace)
{
    const auto [low, high] = std::minmax_element(trace.values().begin(), trace.values().end());
    return {*low, *high};
}

} // namespace

OverlayPlot::OverlayPlot(QWidget *parent) : PlotView(parent)
{
    plot()->legend->setVisible(true);
    plot()->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    plot()->xAxis->setLabel(tr("time (min)"));
    dataReplaced();
}

void OverlayPlot::setTraces(std::vector<OverlaidTrace> traces)
{
    m_traces = std::move(traces);
    for (QCPGraph *graph : m_graphs) {
        plot()->removeGraph(graph);
    }
    m_graphs.clear();
    for (const OverlaidTrace &each : m_traces) {
        m_graphs.push_back(plot()->addGraph());
        m_graphs.back()->setName(each.name);
    }
    lay();
    dataReplaced();
}

void OverlayPlot::setLayout(const OverlayLayout &layout)
{
    m_layout = layout;
    lay();
    showAll();
}

std::pair<double, double> OverlayPlot::drawnAt(std::size_t trace, std::size_t sample) const
{
    const auto point = m_graphs[trace]->data()->constBegin() + static_cast<std::ptrdiff_t>(sample);
    return {point->key, point->value};
}

void OverlayPlot::lay()
{
    double widest = 0.0;
    QString unit;
    bool mixed = false;
    for (const OverlaidTrace &each : m_traces) {
        const auto [low, high] = extent(each.trace);
        widest = std::max(widest, m_layout.toHeight ? 1.0 : high - low);
        const QString own = QString::fromStdString(each.trace.signalUnit());
        mixed = mixed || (!unit.isEmpty() && unit != own);
        unit = own;
    }
    for (std::size_t i = 0; i < m_traces.size(); ++i) {
        const Chromatogram &trace = m_traces[i].trace;
        const auto [low, high] = extent(trace);
        const double zero = m_layout.toHeight ? low : 0.0;
        const double scale = m_layout.toHeight && high > low ? 1.0 / (high - low) : 1.0;
        const auto n = static_cast<double>(i);
        QVector<QCPGraphData> points;
        points.reserve(static_cast<int>(trace.size()));
        for (std::size_t k = 0; k < trace.size(); ++k) {
            points.append({(trace.times_s()[k] + n * m_layout.timeStep_s) / secondsPerMinute,
                           (trace.values()[k] - zero) * scale + n * m_layout.signalStep * widest});
        }
        m_graphs[i]->data()->set(points, true);
    }
    QString label = m_layout.toHeight ? tr("signal, each from 0 to 1")
                    : mixed           ? tr("signal, each in its own unit")
                                      : tr("signal (%1)").arg(unit);
    if (m_layout.signalStep > 0.0 && m_traces.size() > 1) {
        label += tr(", stacked");
    }
    plot()->yAxis->setLabel(label);
}

void OverlayPlot::fitAll()
{
    if (m_traces.empty()) {
        plot()->xAxis->setRange(0.0, 1.0);
        plot()->yAxis->setRange(0.0, 1.0);
        return;
    }
    plot()->rescaleAxes();
    const QCPRange range = plot()->yAxis->range();
    plot()->yAxis->setRange(range.lower - headroom * range.size(), range.upper + 2.0 * headroom * range.size());
}

void OverlayPlot::recolour()
{
    const PlotColours &c = colours();
    for (std::size_t i = 0; i < m_graphs.size(); ++i) {
        // Colour and dashes: eight colours, and another pattern for the next eight.
        const auto &[colour, style] = c.line(i);
        m_graphs[i]->setPen(QPen(colour, 1.2, style));
    }
    QColor ground = c.background;
    ground.setAlpha(220);
    plot()->legend->setBrush(ground);
    plot()->legend->setBorderPen(QPen(c.grid));
    plot()->legend->setTextColor(c.text);
    plot()->legend->setFont(font());
}

QString OverlayPlot::readoutAt(QPointF position) const
{
    return m_traces.empty() ? QString() : tr("%1 min").arg(plot()->xAxis->pixelToCoord(position.x()), 0, 'f', 3);
}

} // namespace tgc::desktop

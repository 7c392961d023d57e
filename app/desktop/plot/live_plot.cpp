// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/live_plot.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr int frame_ms = 40;
constexpr double idleSpan_s = 300.0;
constexpr double waitingSpan_s = 60.0;
constexpr double shortestRun_s = 60.0; ///< axis of a run whose end is not known, at first
constexpr double headroom = 0.08;
/// Samples come in bunches: the axis goes on by itself only after this.
constexpr double patience_s = 0.5;

} // namespace

LivePlot::LivePlot(QWidget *parent) : PlotView(parent), m_gaps(plot())
{
    plot()->addLayer(QStringLiteral("fills"), plot()->layer(QStringLiteral("main")), QCustomPlot::limBelow);
    m_ghost = plot()->addGraph();
    m_signal = plot()->addGraph();
    for (QCPGraph *graph : {m_ghost, m_signal}) {
        graph->setAdaptiveSampling(false); // it would join what a gap keeps apart; LiveTrace thins the line itself
        graph->setSelectable(QCP::stNone);
    }
    m_window = fullHeightRect(plot());
    m_windowName = placedText(plot(), 0.0, 0.0, Qt::AlignLeft | Qt::AlignTop);
    m_windowName->position->setTypeX(QCPItemPosition::ptPlotCoords);
    m_ghostName = placedText(plot(), 1.0, 0.0, Qt::AlignRight | Qt::AlignTop);
    m_held = placedText(plot(), 1.0, 1.0, Qt::AlignRight | Qt::AlignBottom);
    m_held->setText(tr("held; Home or a double click follows the signal again"));
    m_simulated = placedText(plot(), 0.5, 0.5, Qt::AlignCenter);
    m_simulated->setLayer(QStringLiteral("fills"));
    m_simulated->setText(tr("SIMULATED"));
    m_frames.setInterval(frame_ms);
    connect(&m_frames, &QTimer::timeout, this, &LivePlot::drawFrame);
    m_sinceNewest.start();
    showIdle();
}

void LivePlot::setTrace(std::shared_ptr<const LiveTrace> trace)
{
    m_trace = std::move(trace);
    m_newest_s = 0.0;
    m_stale = true;
}

void LivePlot::setChannel(std::size_t channel, const QString &name, const QString &unit)
{
    m_channel = channel;
    m_unit = unit;
    plot()->yAxis->setLabel(unit.isEmpty() ? name : tr("%1 (%2)").arg(name, unit));
    m_following = true;
    dataReplaced();
    m_stale = true;
}

void LivePlot::setWindow(std::optional<std::pair<double, double>> window_s)
{
    m_h2_s = window_s;
    m_stale = true;
}

void LivePlot::setSimulated(bool simulated)
{
    m_simulated->setVisible(simulated);
    replotSoon();
}

void LivePlot::showIdle()
{
    m_duration_s.reset();
    setMode(Mode::Idle);
}

void LivePlot::showWaiting()
{
    m_duration_s.reset();
    setMode(Mode::Waiting);
}

void LivePlot::showRun(double zero_s, std::optional<double> duration_s)
{
    const bool same = m_mode == Mode::Running && m_origin_s == zero_s;
    m_duration_s = duration_s;
    m_origin_s = zero_s;
    if (!same) {
        m_mode = Mode::Idle; // another run on the same kind of axis is another picture all the same
        setMode(Mode::Running);
    }
}

void LivePlot::setMode(Mode mode)
{
    const bool first = plot()->xAxis->label().isEmpty();
    if (mode == m_mode && !first) {
        return;
    }
    m_mode = mode;
    m_following = true;
    switch (mode) {
    case Mode::Idle: plot()->xAxis->setLabel(tr("time before now (min)")); break;
    case Mode::Waiting: plot()->xAxis->setLabel(tr("time before now (s)")); break;
    case Mode::Running: plot()->xAxis->setLabel(tr("time after injection (min)")); break;
    }
    dataReplaced();
    m_stale = true;
}

void LivePlot::setGhost(std::shared_ptr<const LiveTrace> trace, double zero_s, const QString &name)
{
    m_ghostTrace = std::move(trace);
    m_ghostZero_s = zero_s;
    // On the second line: the name of a late window stands on the first.
    m_ghostName->setText(QLatin1Char('\n') + tr("grey: %1").arg(name));
    m_stale = true;
}

double LivePlot::now_s() const
{
    const double waited_s = static_cast<double>(m_sinceNewest.elapsed()) * 1e-3 - patience_s;
    return m_newest_s + std::max(0.0, waited_s) * m_timeScale;
}

void LivePlot::drawFrame()
{
    const bool any = m_trace && !m_trace->empty();
    if (any && m_trace->time_s(m_trace->size() - 1) != m_newest_s) {
        m_newest_s = m_trace->time_s(m_trace->size() - 1);
        m_sinceNewest.restart();
        m_stale = true;
    }
    const bool drifting = any && m_following && m_mode != Mode::Running &&
                          static_cast<double>(m_sinceNewest.elapsed()) * 1e-3 > patience_s;
    if (!m_stale && !drifting) {
        return;
    }
    m_stale = false;
    if (m_following) {
        followTime();
    }
    drawLine(m_signal, m_trace.get(), 0.0);
    const bool ghost = m_mode == Mode::Running && m_ghostTrace && !m_ghostTrace->empty();
    m_ghostName->setVisible(ghost);
    drawLine(m_ghost, ghost ? m_ghostTrace.get() : nullptr, m_ghostZero_s - m_origin_s);
    m_gaps.show(m_trace ? m_trace->gaps() : std::vector<TraceGap>(), [this](double t) { return toAxis(t); });
    placeWindow();
    m_held->setVisible(!m_following);
    if (m_following) {
        followSignal();
    }
    plot()->replot(QCustomPlot::rpQueuedReplot);
}

void LivePlot::followTime()
{
    switch (m_mode) {
    case Mode::Idle:
        m_origin_s = now_s();
        plot()->xAxis->setRange(-idleSpan_s / unit_s(), 0.0);
        break;
    case Mode::Waiting:
        m_origin_s = now_s();
        plot()->xAxis->setRange(-waitingSpan_s / unit_s(), 0.0);
        break;
    case Mode::Running: {
        double end_s = m_duration_s.value_or(shortestRun_s);
        while (end_s < m_newest_s - m_origin_s) { // longer than planned: make room in few steps
            end_s *= m_duration_s ? 1.1 : 2.0;
        }
        plot()->xAxis->setRange(0.0, end_s / unit_s());
        break;
    }
    }
}

void LivePlot::followSignal()
{
    double low = 0.0;
    double high = 0.0;
    bool any = false;
    for (const QCPGraph *graph : {m_signal, m_ghost}) {
        for (const QCPGraphData &point : *graph->data()) {
            if (std::isfinite(point.value)) {
                low = any ? std::min(low, point.value) : point.value;
                high = any ? std::max(high, point.value) : point.value;
                any = true;
            }
        }
    }
    if (!any) {
        return;
    }
    const double span = high > low ? high - low : std::max(1.0, 0.01 * std::abs(high));
    const QCPRange now = plot()->yAxis->range();
    // The axis moves when it must and not with every wiggle of the noise.
    if (m_fitSignal || low < now.lower || high > now.upper || span < 0.6 * now.size()) {
        plot()->yAxis->setRange(low - headroom * span, high + 2.0 * headroom * span);
        m_fitSignal = false;
    }
}

void LivePlot::drawLine(QCPGraph *graph, const LiveTrace *trace, double shift_s) const
{
    QVector<QCPGraphData> points;
    if (trace != nullptr) {
        const QCPRange range = plot()->xAxis->range();
        const auto line = trace->drawn(m_channel, toDevice(range.lower) + shift_s, toDevice(range.upper) + shift_s,
                                       std::max(1, plot()->axisRect()->width()));
        points.reserve(static_cast<qsizetype>(line.size()));
        for (const DrawnPoint &point : line) {
            points.append({toAxis(point.device_s - shift_s), point.value});
        }
    }
    graph->data()->set(points, true);
}

void LivePlot::placeWindow()
{
    const bool shown = m_h2_s && m_mode == Mode::Running;
    m_window->setVisible(shown);
    m_windowName->setVisible(shown);
    if (shown) {
        m_window->topLeft->setCoords(m_h2_s->first / unit_s(), 0.0);
        m_window->bottomRight->setCoords(m_h2_s->second / unit_s(), 1.0);
        m_windowName->setText(tr("H2 window"));
        m_windowName->position->setCoords(m_h2_s->first / unit_s(), 0.0);
    }
}

void LivePlot::fitAll()
{
    m_following = true;
    m_stale = true;
    m_fitSignal = true;
    followTime();
    drawFrame();
}

void LivePlot::movedByHand()
{
    m_following = !hasPreviousZoom(); // back from the last zoom: on with the signal
    m_stale = true;
}

void LivePlot::recolour()
{
    const PlotColours &c = colours();
    m_signal->setPen(QPen(c.trace, 1));
    QColor ghost = c.faint;
    ghost.setAlpha(150);
    m_ghost->setPen(QPen(ghost, 1));
    m_window->setBrush(c.window);
    m_window->setPen(Qt::NoPen);
    for (QCPItemText *item : {m_windowName, m_ghostName, m_held}) {
        item->setColor(c.faint);
        item->setFont(font());
    }
    QColor mark(0xd9, 0x9a, 0x00, 60);
    QFont big = font();
    big.setPointSizeF(34.0);
    big.setBold(true);
    m_simulated->setFont(big);
    m_simulated->setColor(mark);
    m_gaps.dress(c, font());
}

QString LivePlot::readoutAt(QPointF position) const
{
    if (!m_trace || m_trace->empty()) {
        return {};
    }
    const double axis = plot()->xAxis->pixelToCoord(position.x());
    const double at_s = toDevice(axis);
    std::size_t i = m_trace->indexAt(at_s);
    const QString time = m_mode == Mode::Waiting ? tr("%1 s").arg(axis, 0, 'f', 1) : tr("%1 min").arg(axis, 0, 'f', 3);
    for (const TraceGap &gap : m_trace->gaps()) {
        if (at_s > gap.from_s && at_s < gap.to_s) {
            return tr("%1   no signal").arg(time);
        }
    }
    if (i == m_trace->size() || (i == 0 && at_s < m_trace->time_s(0))) {
        return {};
    }
    i -= i > 0 && at_s - m_trace->time_s(i - 1) < m_trace->time_s(i) - at_s ? 1 : 0;
    return tr("%1   %2 %3").arg(time, QString::number(m_trace->value(m_channel, i), 'g', 7), m_unit);
}

std::pair<double, double> LivePlot::timeRange() const
{
    return {plot()->xAxis->range().lower, plot()->xAxis->range().upper};
}

QString LivePlot::timeLabel() const
{
    return plot()->xAxis->label();
}

QPointF LivePlot::pixelAt(double device_s, double value) const
{
    return {plot()->xAxis->coordToPixel(toAxis(device_s)), plot()->yAxis->coordToPixel(value)};
}

QStringList LivePlot::gapLabels() const
{
    return m_gaps.labels();
}

int LivePlot::drawnPoints() const
{
    return static_cast<int>(m_signal->data()->size());
}

void LivePlot::showEvent(QShowEvent *event)
{
    PlotView::showEvent(event);
    m_stale = true;
    m_frames.start();
}

void LivePlot::hideEvent(QHideEvent *event)
{
    PlotView::hideEvent(event);
    m_frames.stop();
}

} // namespace tgc::desktop

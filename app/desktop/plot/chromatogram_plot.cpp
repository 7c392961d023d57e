// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/chromatogram_plot.h"

#include <algorithm>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr double secondsPerMinute = 60.0;
constexpr double headroom = 0.08; ///< part of the span left free above and below

/// A vertical tick, drawn at the peak's ends.
QCPScatterStyle tick(const QColor &colour, double half_px)
{
    QPainterPath path;
    path.moveTo(0, -half_px);
    path.lineTo(0, half_px);
    return {path, QPen(colour, 1.5)};
}

QString peakLabel(const Peak &peak)
{
    const QString time = QString::number(inMinutes(peak.apex), 'f', 2);
    return peak.name ? QString::fromStdString(*peak.name) + QLatin1Char('\n') + time : time;
}

} // namespace

ChromatogramPlot::ChromatogramPlot(QWidget *parent)
    : PlotView(parent),
      m_signal(plot()->addGraph()),
      m_ends(plot()->addGraph()),
      m_vendor(plot()->addGraph()),
      m_window(new QCPItemRect(plot())),
      m_windowName(new QCPItemText(plot()))
{
    // Fills under the trace, the trace on top of them, marks on top of all.
    plot()->addLayer(QStringLiteral("fills"), plot()->layer(QStringLiteral("main")), QCustomPlot::limBelow);
    m_window->setLayer(QStringLiteral("fills"));
    m_ends->setLineStyle(QCPGraph::lsNone);
    m_vendor->setLineStyle(QCPGraph::lsNone);
    for (QCPItemPosition *corner : {m_window->topLeft, m_window->bottomRight}) {
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    m_window->setVisible(false);
    m_windowName->setVisible(false);
    m_windowName->position->setTypeX(QCPItemPosition::ptPlotCoords);
    m_windowName->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_windowName->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_windowName->setPadding(QMargins(3, 2, 3, 2));
    plot()->xAxis->setLabel(tr("time (min)"));
    connect(plot(), &QCustomPlot::beforeReplot, this, &ChromatogramPlot::hideOverlappingLabels);
    dataReplaced();
}

void ChromatogramPlot::clear()
{
    removePeaks();
    m_trace.reset();
    m_signal->data()->clear();
    m_vendor->data()->clear();
    setWindow(std::nullopt, {});
    plot()->yAxis->setLabel({});
    dataReplaced();
}

void ChromatogramPlot::setTrace(const Chromatogram &trace)
{
    removePeaks();
    m_vendor->data()->clear();
    m_trace = trace;
    QVector<QCPGraphData> points;
    points.reserve(static_cast<int>(trace.size()));
    for (std::size_t i = 0; i < trace.size(); ++i) {
        points.append({trace.times_s()[i] / secondsPerMinute, trace.values()[i]});
    }
    m_signal->data()->set(points, true);
    plot()->yAxis->setLabel(tr("signal (%1)").arg(QString::fromStdString(trace.signalUnit())));
    dataReplaced();
}

void ChromatogramPlot::setPeaks(std::vector<Peak> peaks)
{
    removePeaks();
    m_peaks = std::move(peaks);
    for (const Peak &peak : m_peaks) {
        draw(peak);
    }
    recolour();
    replotSoon();
}

void ChromatogramPlot::draw(const Peak &peak)
{
    if (!m_trace) {
        m_drawn.emplace_back();
        return;
    }
    const double start_s = inSeconds(peak.start);
    const double end_s = inSeconds(peak.end);
    const double first = inDetectorUnits(peak.baselineStart);
    const double last = inDetectorUnits(peak.baselineEnd);
    DrawnPeak drawn;
    drawn.baseline = plot()->addGraph();
    drawn.baseline->setLayer(QStringLiteral("main"));
    drawn.baseline->addData({start_s / secondsPerMinute, end_s / secondsPerMinute}, {first, last}, true);
    drawn.area = plot()->addGraph();
    drawn.area->setLayer(QStringLiteral("fills"));
    for (std::size_t i = sampleAt(start_s); i < m_trace->size() && m_trace->times_s()[i] <= end_s; ++i) {
        if (m_trace->times_s()[i] >= start_s) {
            drawn.area->addData(m_trace->times_s()[i] / secondsPerMinute, m_trace->values()[i]);
        }
    }
    drawn.area->setChannelFillGraph(drawn.baseline);
    drawn.label = new QCPItemText(plot());
    drawn.label->setText(peakLabel(peak));
    const double apexValue = m_trace->values()[sampleAt(inSeconds(peak.apex))];
    const bool negative = inDetectorUnits(peak.height) < 0.0;
    drawn.label->position->setCoords(inMinutes(peak.apex), apexValue);
    drawn.label->setPositionAlignment(Qt::AlignHCenter | (negative ? Qt::AlignTop : Qt::AlignBottom));
    drawn.label->setPadding(QMargins(2, 2, 2, 4));
    m_ends->addData({start_s / secondsPerMinute, end_s / secondsPerMinute}, {first, last});
    m_drawn.push_back(drawn);
}

void ChromatogramPlot::removePeaks()
{
    for (const DrawnPeak &drawn : m_drawn) {
        if (drawn.area != nullptr) {
            plot()->removeGraph(drawn.area);
            plot()->removeGraph(drawn.baseline);
            plot()->removeItem(drawn.label);
        }
    }
    m_drawn.clear();
    m_peaks.clear();
    m_ends->data()->clear();
    m_selected = -1;
}

void ChromatogramPlot::setVendorPeaks(const std::vector<VendorBounds> &peaks)
{
    m_vendor->data()->clear();
    for (const VendorBounds &peak : peaks) {
        for (const auto &time_s : {peak.start_s, peak.end_s}) {
            if (time_s && m_trace) {
                m_vendor->addData(*time_s / secondsPerMinute, m_trace->values()[sampleAt(*time_s)]);
            }
        }
    }
    replotSoon();
}

void ChromatogramPlot::setWindow(std::optional<std::pair<double, double>> window_s, const QString &name)
{
    m_window->setVisible(window_s.has_value());
    m_windowName->setVisible(window_s.has_value());
    if (window_s) {
        m_window->topLeft->setCoords(window_s->first / secondsPerMinute, 0.0);
        m_window->bottomRight->setCoords(window_s->second / secondsPerMinute, 1.0);
        m_windowName->setText(tr("%1 window").arg(name));
        m_windowName->position->setCoords(window_s->first / secondsPerMinute, 1.0);
    }
    replotSoon();
}

void ChromatogramPlot::selectPeak(int index)
{
    m_selected = index;
    recolour();
    replotSoon();
}

void ChromatogramPlot::zoomToPeak(int index)
{
    if (index < 0 || index >= static_cast<int>(m_peaks.size())) {
        return;
    }
    const Peak &peak = m_peaks[static_cast<std::size_t>(index)];
    const double start = inMinutes(peak.start);
    const double end = inMinutes(peak.end);
    plot()->xAxis->setRange(start - (end - start), end + (end - start));
    const double base = std::min(inDetectorUnits(peak.baselineStart), inDetectorUnits(peak.baselineEnd));
    const double top = base + inDetectorUnits(peak.height);
    const double span = std::abs(top - base);
    plot()->yAxis->setRange(std::min(base, top) - 0.15 * span, std::max(base, top) + 0.25 * span);
    replotSoon();
}

std::pair<double, double> ChromatogramPlot::timeRange_min() const
{
    return {plot()->xAxis->range().lower, plot()->xAxis->range().upper};
}

QPointF ChromatogramPlot::pixelAt(double time_s, double value) const
{
    return {plot()->xAxis->coordToPixel(time_s / secondsPerMinute), plot()->yAxis->coordToPixel(value)};
}

void ChromatogramPlot::fitAll()
{
    if (!m_trace) {
        plot()->xAxis->setRange(0.0, 1.0);
        plot()->yAxis->setRange(0.0, 1.0);
        return;
    }
    const auto [low, high] = std::minmax_element(m_trace->values().begin(), m_trace->values().end());
    const double span = *high > *low ? *high - *low : std::max(1.0, std::abs(*high));
    plot()->xAxis->setRange(inMinutes(m_trace->start()), inMinutes(m_trace->end()));
    plot()->yAxis->setRange(*low - headroom * span, *high + 2.0 * headroom * span);
}

void ChromatogramPlot::recolour()
{
    const PlotColours &c = colours();
    m_signal->setPen(QPen(c.trace, 1));
    m_ends->setScatterStyle(tick(c.baseline, 6));
    m_vendor->setScatterStyle(tick(c.faint, 10));
    m_window->setBrush(c.window);
    m_window->setPen(Qt::NoPen);
    m_windowName->setColor(c.faint);
    m_windowName->setFont(font());
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        if (m_drawn[i].area == nullptr) {
            continue;
        }
        const bool selected = static_cast<int>(i) == m_selected;
        m_drawn[i].area->setPen(Qt::NoPen);
        m_drawn[i].area->setBrush(selected ? c.selectedFill : c.peakFill);
        m_drawn[i].baseline->setPen(QPen(c.baseline, 1));
        QFont labelFont = font();
        labelFont.setBold(selected || m_peaks[i].name.has_value());
        m_drawn[i].label->setFont(labelFont);
        m_drawn[i].label->setColor(c.text);
    }
}

/// Named and higher peaks keep their label, the others give way; zooming in brings them back.
void ChromatogramPlot::hideOverlappingLabels()
{
    std::vector<std::size_t> order(m_drawn.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    const auto weight = [this](std::size_t i) {
        const double height = std::abs(inDetectorUnits(m_peaks[i].height));
        return std::tuple(static_cast<int>(i) == m_selected, m_peaks[i].name.has_value(), height);
    };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return weight(a) > weight(b); });
    const QFontMetrics metrics(font());
    std::vector<QRectF> taken;
    for (const std::size_t i : order) {
        if (m_drawn[i].label == nullptr) {
            continue;
        }
        const QSizeF size = metrics.size(0, m_drawn[i].label->text());
        QRectF place(QPointF(), size + QSizeF(6, 4));
        place.moveCenter(m_drawn[i].label->position->pixelPosition() - QPointF(0, size.height() / 2.0));
        const bool free =
            std::none_of(taken.begin(), taken.end(), [&](const QRectF &r) { return r.intersects(place); });
        m_drawn[i].label->setVisible(free);
        if (free) {
            taken.push_back(place);
        }
    }
}

QString ChromatogramPlot::readoutAt(QPointF position) const
{
    if (!m_trace) {
        return {};
    }
    const double time_s = plot()->xAxis->pixelToCoord(position.x()) * secondsPerMinute;
    if (time_s < inSeconds(m_trace->start()) || time_s > inSeconds(m_trace->end())) {
        return {};
    }
    const std::size_t i = sampleAt(time_s);
    return tr("%1 min   %2 %3")
        .arg(m_trace->times_s()[i] / secondsPerMinute, 0, 'f', 3)
        .arg(QString::number(m_trace->values()[i], 'g', 7), QString::fromStdString(m_trace->signalUnit()));
}

void ChromatogramPlot::clickedAt(QPointF position)
{
    const double time_s = plot()->xAxis->pixelToCoord(position.x()) * secondsPerMinute;
    const auto hit = std::find_if(m_peaks.begin(), m_peaks.end(), [&](const Peak &peak) {
        return time_s >= inSeconds(peak.start) && time_s <= inSeconds(peak.end);
    });
    emit peakClicked(hit == m_peaks.end() ? -1 : static_cast<int>(hit - m_peaks.begin()));
}

/// The sample nearest in time.
std::size_t ChromatogramPlot::sampleAt(double time_s) const
{
    const auto times = m_trace->times_s();
    const auto after = std::lower_bound(times.begin(), times.end(), time_s);
    if (after == times.begin()) {
        return 0;
    }
    if (after == times.end()) {
        return times.size() - 1;
    }
    const bool earlier = time_s - *(after - 1) < *after - time_s;
    return static_cast<std::size_t>(after - times.begin()) - (earlier ? 1 : 0);
}

} // namespace tgc::desktop

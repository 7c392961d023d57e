// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/chromatogram_plot.h"

#include <QKeyEvent>
#include <algorithm>
#include <qcustomplot.h>

#include "app/desktop/plot/gap_bands.h"
#include "app/desktop/plot/nearest_sample.h"
#include "app/desktop/plot/peak_handles.h"

namespace tgc::desktop {

namespace {

constexpr double secondsPerMinute = 60.0;
constexpr double headroom = 0.08; ///< part of the span left free above and below

/// Fills under the trace, the trace on top of them, marks on top of all.
QCustomPlot *withFills(QCustomPlot *plot)
{
    plot->addLayer(QStringLiteral("fills"), plot->layer(QStringLiteral("main")), QCustomPlot::limBelow);
    return plot;
}

QVector<QCPGraphData> pointsOf(std::span<const double> times_s, std::span<const double> values)
{
    QVector<QCPGraphData> points;
    points.reserve(static_cast<int>(times_s.size()));
    for (std::size_t i = 0; i < times_s.size(); ++i) {
        points.append({times_s[i] / secondsPerMinute, values[i]});
    }
    return points;
}

/// Lines one after the other in one curve, which a point that is no number parts.
QVector<QCPCurveData> joined(const std::vector<FittedLine> &lines, bool parts)
{
    QVector<QCPCurveData> points;
    for (const FittedLine &line : lines) {
        for (std::size_t i = 0; line.part == parts && i < line.times_s.size(); ++i) {
            points.append({static_cast<double>(points.size()), line.times_s[i] / secondsPerMinute, line.values[i]});
        }
        points.append({static_cast<double>(points.size()), qQNaN(), qQNaN()});
    }
    return points;
}

/// A vertical line at the vendor's bounds.
QCPScatterStyle tick(const QColor &colour, double half_px)
{
    QPainterPath path;
    path.moveTo(0, -half_px);
    path.lineTo(0, half_px);
    return {path, QPen(colour, 1.5)};
}

} // namespace

ChromatogramPlot::ChromatogramPlot(QWidget *parent)
    : PlotView(parent),
      m_signal(withFills(plot())->addGraph()),
      m_vendor(plot()->addGraph()),
      m_compared(plot()->addGraph()),
      m_comparedName(placedText(plot(), 0.0, 0.0, Qt::AlignLeft | Qt::AlignTop)),
      m_fitted(new QCPCurve(plot()->xAxis, plot()->yAxis)),
      m_fittedParts(new QCPCurve(plot()->xAxis, plot()->yAxis)),
      m_fittedName(placedText(plot(), 0.0, 0.0, Qt::AlignLeft | Qt::AlignTop)),
      m_window(fullHeightRect(plot())),
      m_windowName(placedText(plot(), 0.0, 1.0, Qt::AlignLeft | Qt::AlignBottom)),
      m_peaks(plot()),
      m_marks(plot()),
      m_handles(new PeakHandles(plot()))
{
    m_vendor->setLineStyle(QCPGraph::lsNone);
    m_fittedName->setText(tr("—— fitted (dotted: each peak of several)"));
    m_windowName->position->setTypeX(QCPItemPosition::ptPlotCoords);
    plot()->xAxis->setLabel(tr("time (min)"));
    connect(plot(), &QCustomPlot::beforeReplot, this, [this] {
        if (m_trace) {
            m_peaks.placeLabels(*m_trace);
        }
    });
    // Smooth edges of fills cost more than all the rest, and the trace lies over them.
    plot()->setNotAntialiasedElements(QCP::aeFills);
    setGrabber(m_handles);
    dataReplaced();
}

void ChromatogramPlot::clear()
{
    m_handles->setTrace(nullptr);
    m_peaks.clear();
    m_marks.clear();
    m_trace.reset();
    m_signal->data()->clear();
    m_vendor->data()->clear();
    setCompared(std::nullopt);
    setFitted({});
    setWindow(std::nullopt, {});
    plot()->yAxis->setLabel({});
    dataReplaced();
}

void ChromatogramPlot::setTrace(const Chromatogram &trace)
{
    clear();
    m_trace = trace;
    m_signal->data()->set(pointsOf(trace.times_s(), trace.values()), true);
    m_marks.setSaturation(trace.saturation());
    m_handles->setTrace(&*m_trace);
    plot()->yAxis->setLabel(tr("signal (%1)").arg(QString::fromStdString(trace.signalUnit())));
    dataReplaced();
}

void ChromatogramPlot::setPeaks(std::vector<Peak> peaks)
{
    if (m_trace) {
        m_handles->setPeaks(peaks);
        m_peaks.set(std::move(peaks), *m_trace);
    }
    replotSoon();
}

void ChromatogramPlot::setVendorPeaks(const std::vector<VendorBounds> &peaks)
{
    m_vendor->data()->clear();
    for (const VendorBounds &peak : peaks) {
        for (const auto &time_s : {peak.start_s, peak.end_s}) {
            if (time_s && m_trace) {
                m_vendor->addData(*time_s / secondsPerMinute,
                                  m_trace->values()[nearestSample(m_trace->times_s(), *time_s)]);
            }
        }
    }
    replotSoon();
}

void ChromatogramPlot::setMarks(const std::vector<TraceMark> &marks)
{
    m_marks.setMarks(marks);
    replotSoon();
}

void ChromatogramPlot::setRejected(const std::vector<double> &times_s)
{
    if (m_trace) {
        m_marks.setRejected(times_s, *m_trace);
        replotSoon();
    }
}

void ChromatogramPlot::setCompared(const std::optional<ComparedLine> &line)
{
    m_compared->data()->clear();
    m_comparedName->setVisible(line.has_value());
    if (line && m_trace && line->values.size() == m_trace->size()) {
        m_compared->data()->set(pointsOf(m_trace->times_s(), line->values), true);
        m_comparedName->setText(tr("- - - %1, for the eye only: no area uses it").arg(line->name));
    }
    placeNames();
}

void ChromatogramPlot::setFitted(const std::vector<FittedLine> &lines)
{
    m_fitted->data()->set(joined(lines, false), true);
    m_fittedParts->data()->set(joined(lines, true), true);
    m_fittedName->setVisible(!lines.empty());
    placeNames();
}

/// One under the other, at the left edge of the picture.
void ChromatogramPlot::placeNames()
{
    const int height = plot()->axisRect()->height();
    const double line = height > 0 ? QFontMetricsF(font()).height() / height : 0.0;
    m_fittedName->position->setCoords(0.0, m_comparedName->visible() ? 1.2 * line : 0.0);
    replotSoon();
}

int ChromatogramPlot::comparedPoints() const
{
    return m_compared->dataCount();
}

int ChromatogramPlot::fittedPoints() const
{
    return m_fitted->dataCount();
}

QStringList ChromatogramPlot::lineNames() const
{
    QStringList names;
    for (const QCPItemText *name : {m_comparedName, m_fittedName}) {
        if (name->visible()) {
            names << name->text();
        }
    }
    return names;
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
    m_peaks.select(index);
    m_handles->setSelected(index);
    replotSoon();
}

void ChromatogramPlot::zoomToPeak(int index)
{
    if (index < 0 || index >= static_cast<int>(m_peaks.peaks().size())) {
        return;
    }
    const Peak &peak = m_peaks.peaks()[static_cast<std::size_t>(index)];
    const double start = inMinutes(peak.start);
    const double end = inMinutes(peak.end);
    plot()->xAxis->setRange(start - (end - start), end + (end - start));
    const double base = std::min(inDetectorUnits(peak.baselineStart), inDetectorUnits(peak.baselineEnd));
    const double top = base + inDetectorUnits(peak.height);
    const double span = std::abs(top - base);
    plot()->yAxis->setRange(std::min(base, top) - 0.15 * span, std::max(base, top) + 0.25 * span);
    replotSoon();
}

void ChromatogramPlot::zoomToTime(double time_s, double half_s)
{
    if (!m_trace) {
        return;
    }
    const auto times = m_trace->times_s();
    const auto from = static_cast<std::ptrdiff_t>(nearestSample(times, time_s - half_s));
    const auto to = static_cast<std::ptrdiff_t>(nearestSample(times, time_s + half_s));
    const auto values = m_trace->values();
    const auto [low, high] = std::minmax_element(values.begin() + from, values.begin() + to + 1);
    const double span = *high > *low ? *high - *low : std::max(1.0, std::abs(*high));
    plot()->xAxis->setRange((time_s - half_s) / secondsPerMinute, (time_s + half_s) / secondsPerMinute);
    plot()->yAxis->setRange(*low - headroom * span, *high + 2.0 * headroom * span);
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

double ChromatogramPlot::timeAt(QPointF position) const
{
    const auto times = m_trace->times_s();
    return times[nearestSample(times, plot()->xAxis->pixelToCoord(position.x()) * secondsPerMinute)];
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
    m_vendor->setScatterStyle(tick(c.faint, 10));
    m_compared->setPen(QPen(c.sei, 1.5, Qt::DashLine));
    const QColor fitted = c.line(4).first; // like no other line of the picture
    m_fitted->setPen(QPen(fitted, 2));
    m_fittedParts->setPen(QPen(fitted, 1.5, Qt::DotLine));
    m_window->setBrush(c.window);
    m_window->setPen(Qt::NoPen);
    for (QCPItemText *word : {m_windowName, m_comparedName}) {
        word->setColor(c.faint);
        word->setFont(font());
    }
    m_fittedName->setColor(fitted);
    m_fittedName->setFont(font());
    m_peaks.dress(c, font());
    m_marks.dress(c, font());
    m_handles->dress(c);
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
    const std::size_t i = nearestSample(m_trace->times_s(), time_s);
    return tr("%1 min   %2 %3")
        .arg(m_trace->times_s()[i] / secondsPerMinute, 0, 'f', 3)
        .arg(QString::number(m_trace->values()[i], 'g', 7), QString::fromStdString(m_trace->signalUnit()));
}

void ChromatogramPlot::clickedAt(QPointF position)
{
    const double time_s = plot()->xAxis->pixelToCoord(position.x()) * secondsPerMinute;
    const auto &peaks = m_peaks.peaks();
    const auto hit = std::find_if(peaks.begin(), peaks.end(), [&](const Peak &peak) {
        return time_s >= inSeconds(peak.start) && time_s <= inSeconds(peak.end);
    });
    emit peakClicked(hit == peaks.end() ? -1 : static_cast<int>(hit - peaks.begin()));
}

void ChromatogramPlot::menuAt(QPointF position)
{
    if (m_trace) {
        emit menuRequested(timeAt(position), plot()->mapToGlobal(position.toPoint()));
    }
}

void ChromatogramPlot::showTools(bool shown) const
{
    m_handles->setShown(shown);
}

/// Keys the navigation has no use for come here, with the pointer's place for those that need one.
void ChromatogramPlot::keyPressEvent(QKeyEvent *event)
{
    const auto act = [&]() -> std::optional<Act> {
        switch (event->key()) {
        case Qt::Key_S: return Act::Split;
        case Qt::Key_M: return Act::Merge;
        case Qt::Key_Delete: return Act::Delete;
        case Qt::Key_W: return Act::Why;
        default: return std::nullopt;
        }
    }();
    const bool plain = m_trace && event->modifiers() == Qt::NoModifier;
    if (plain && event->key() == Qt::Key_A) {
        m_handles->setAdding(!m_handles->adding());
    } else if (plain && act && pointer()) {
        emit acted(*act, timeAt(*pointer()));
    } else if (plain && act && selectedPeak() >= 0) {
        emit acted(*act, inSeconds(m_peaks.peaks()[static_cast<std::size_t>(selectedPeak())].apex));
    } else {
        PlotView::keyPressEvent(event);
    }
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/drawn_peaks.h"

#include <algorithm>
#include <array>
#include <qcustomplot.h>

#include "analysis/fit/fitted_signal.h"
#include "app/desktop/plot/nearest_sample.h"

namespace tgc::desktop {

namespace {

constexpr double secondsPerMinute = 60.0;

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

DrawnPeaks::DrawnPeaks(QCustomPlot *plot) : m_plot(plot), m_ends(plot->addGraph())
{
    m_ends->setLineStyle(QCPGraph::lsNone);
}

void DrawnPeaks::set(std::vector<Peak> peaks, const Chromatogram &trace)
{
    clear();
    m_peaks = std::move(peaks);
    for (const Peak &peak : m_peaks) {
        draw(peak, trace);
    }
    dress(m_colours, m_font);
}

void DrawnPeaks::clear()
{
    for (const Drawn &drawn : m_drawn) {
        m_plot->removeGraph(drawn.area);
        m_plot->removeGraph(drawn.baseline);
        m_plot->removeItem(drawn.label);
    }
    m_drawn.clear();
    m_peaks.clear();
    m_ends->data()->clear();
    m_selected = -1;
}

void DrawnPeaks::draw(const Peak &peak, const Chromatogram &trace)
{
    const double start_s = inSeconds(peak.start);
    const double end_s = inSeconds(peak.end);
    const double first = inDetectorUnits(peak.baselineStart);
    const double last = inDetectorUnits(peak.baselineEnd);
    const auto times = trace.times_s();
    Drawn drawn;
    drawn.baseline = m_plot->addGraph();
    drawn.baseline->setLayer(QStringLiteral("main"));
    drawn.baseline->addData({start_s / secondsPerMinute, end_s / secondsPerMinute}, {first, last}, true);
    drawn.area = m_plot->addGraph();
    drawn.area->setLayer(QStringLiteral("fills"));
    QVector<QCPGraphData> points;
    const auto begin = std::lower_bound(times.begin(), times.end(), start_s);
    for (auto at = begin; at != times.end() && *at <= end_s; ++at) {
        const double value = peak.fitted
                                 ? first + (last - first) * (*at - start_s) / (end_s - start_s) + fittedAbove(peak, *at)
                                 : trace.values()[static_cast<std::size_t>(at - times.begin())];
        points.append({*at / secondsPerMinute, value});
    }
    drawn.area->data()->set(points, true);
    drawn.area->setChannelFillGraph(drawn.baseline);
    drawn.label = new QCPItemText(m_plot);
    drawn.label->setText(peakLabel(peak));
    const double apexValue = trace.values()[nearestSample(times, inSeconds(peak.apex))];
    const bool negative = inDetectorUnits(peak.height) < 0.0;
    drawn.label->position->setCoords(inMinutes(peak.apex), apexValue);
    drawn.label->setPositionAlignment(Qt::AlignHCenter | (negative ? Qt::AlignTop : Qt::AlignBottom));
    drawn.label->setPadding(QMargins(2, 2, 2, 4));
    m_ends->addData({start_s / secondsPerMinute, end_s / secondsPerMinute}, {first, last});
    m_drawn.push_back(drawn);
}

void DrawnPeaks::select(int index)
{
    const int before = std::exchange(m_selected, index);
    for (const int each : {before, index}) {
        if (each >= 0 && each < static_cast<int>(m_drawn.size())) {
            dress(static_cast<std::size_t>(each));
        }
    }
}

void DrawnPeaks::dress(const PlotColours &colours, const QFont &font)
{
    m_colours = colours;
    m_font = font;
    m_ends->setScatterStyle(tick(colours.baseline, 6));
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        dress(i);
    }
}

void DrawnPeaks::dress(std::size_t i) const
{
    const Drawn &drawn = m_drawn[i];
    const bool selected = static_cast<int>(i) == m_selected;
    drawn.area->setPen(Qt::NoPen);
    drawn.area->setBrush(selected ? m_colours.selectedFill : m_colours.peakFill);
    drawn.baseline->setPen(QPen(m_colours.baseline, 1));
    QFont font = m_font;
    font.setBold(selected || m_peaks[i].name.has_value());
    drawn.label->setFont(font);
    drawn.label->setColor(m_colours.text);
}

QRectF DrawnPeaks::place(std::size_t i, const Chromatogram &trace) const
{
    const Peak &peak = m_peaks[i];
    QCPItemText *label = m_drawn[i].label;
    const QSizeF size = QFontMetricsF(label->font()).size(0, label->text()) + QSizeF(4, 6);
    const auto times = trace.times_s();
    const double apexValue = trace.values()[nearestSample(times, inSeconds(peak.apex))];
    const double x = m_plot->xAxis->coordToPixel(inMinutes(peak.apex));
    if (inDetectorUnits(peak.height) < 0.0) {
        label->position->setCoords(inMinutes(peak.apex), apexValue);
        return {QPointF(x - size.width() / 2.0, m_plot->yAxis->coordToPixel(apexValue)), size};
    }
    // The highest point of the signal between two pixels: the label stands on it.
    const auto floorBetween = [&](double left, double right) {
        const auto time = [&](double px) { return m_plot->xAxis->pixelToCoord(px) * secondsPerMinute; };
        double highest = apexValue;
        const auto begin = std::lower_bound(times.begin(), times.end(), time(left));
        for (auto at = begin; at != times.end() && *at <= time(right); ++at) {
            highest = std::max(highest, trace.values()[static_cast<std::size_t>(at - times.begin())]);
        }
        return highest;
    };
    constexpr double beside_px = 2.0;
    const std::array<std::pair<double, Qt::AlignmentFlag>, 3> places{{{-size.width() / 2.0, Qt::AlignHCenter},
                                                                      {beside_px, Qt::AlignLeft},
                                                                      {-size.width() - beside_px, Qt::AlignRight}}};
    std::pair<double, Qt::AlignmentFlag> best = places.front();
    double floor = floorBetween(x + best.first, x + best.first + size.width());
    const double apex_px = m_plot->yAxis->coordToPixel(apexValue);
    if (apex_px - m_plot->yAxis->coordToPixel(floor) > size.height() / 4.0) { // else it stands well enough above it
        for (const auto &each : places) {
            const double other = floorBetween(x + each.first, x + each.first + size.width());
            if (other < floor) {
                floor = other;
                best = each;
            }
        }
    }
    const double anchor = best.second == Qt::AlignHCenter ? x
                          : best.second == Qt::AlignLeft  ? x + best.first
                                                          : x + best.first + size.width();
    label->setPositionAlignment(best.second | Qt::AlignBottom);
    label->position->setCoords(m_plot->xAxis->pixelToCoord(anchor), floor);
    return {QPointF(x + best.first, m_plot->yAxis->coordToPixel(floor) - size.height()), size};
}

void DrawnPeaks::placeLabels(const Chromatogram &trace)
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
    std::vector<QRectF> taken;
    for (const std::size_t i : order) {
        const QRectF own = place(i, trace);
        const bool free = std::none_of(taken.begin(), taken.end(), [&](const QRectF &r) { return r.intersects(own); });
        m_drawn[i].label->setVisible(free);
        if (free) {
            taken.push_back(own);
        }
    }
}

} // namespace tgc::desktop

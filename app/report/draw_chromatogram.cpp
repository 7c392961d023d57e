// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/report/figures.h"
#include "app/report/paper.h"
#include "app/report/plot_area.h"
#include "app/words/text.h"

namespace tgc::report {

using words::qstr;

namespace {

constexpr double gapBetween = mm(4.0);
constexpr double endTick = mm(1.6);
constexpr double roomForName = 0.12; ///< of the range, above the highest sample
const QColor wantedFill{0xF0, 0xCF, 0xB4};
const QColor otherFill{0xCF, 0xDD, 0xE9};

Range rangeOf(const QPolygonF &line)
{
    Range range{line.front().y(), line.front().y()};
    for (const QPointF &p : line) {
        range.low = std::min(range.low, p.y());
        range.high = std::max(range.high, p.y());
    }
    return range;
}

double baselineAt(const db::PeakRecord &peak, double t)
{
    const double width = peak.end_s - peak.start_s;
    return width > 0.0 ? peak.baselineStart + (peak.baselineEnd - peak.baselineStart) * (t - peak.start_s) / width
                       : peak.baselineStart;
}

/// Between trace and baseline, from the peak's start to its end.
QPolygonF filled(const PlotArea &area, const QPolygonF &line, const db::PeakRecord &peak)
{
    QPolygonF shape;
    shape << area.at(peak.start_s, baselineAt(peak, peak.start_s));
    for (const QPointF &p : line) {
        if (p.x() >= peak.start_s && p.x() <= peak.end_s) {
            shape << area.at(p.x(), p.y());
        }
    }
    shape << area.at(peak.end_s, baselineAt(peak, peak.end_s));
    return shape;
}

void paintPeak(QPainter &painter, const PlotArea &area, const QPolygonF &line, const db::PeakRecord &peak, bool wanted)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(wanted ? wantedFill : otherFill);
    painter.drawPolygon(filled(area, line, peak));
}

void paintBaseline(QPainter &painter, const PlotArea &area, const db::PeakRecord &peak)
{
    painter.setPen(QPen(baselineColour, pt(0.8)));
    const QPointF start = area.at(peak.start_s, peak.baselineStart);
    const QPointF end = area.at(peak.end_s, peak.baselineEnd);
    painter.drawLine(start, end);
    for (const QPointF &at : {start, end}) {
        painter.drawLine(at - QPointF(0.0, endTick), at + QPointF(0.0, endTick));
    }
}

void paintName(QPainter &painter, const PlotArea &area, const db::PeakRecord &peak, double apexValue)
{
    if (peak.name && peak.apex_s >= area.x.low && peak.apex_s <= area.x.high) {
        const QPointF at = area.at(peak.apex_s, apexValue);
        painter.setPen(inkColour);
        painter.drawText(QRectF(at.x() - mm(10.0), at.y() - mm(4.2), mm(20.0), mm(4.0)),
                         Qt::AlignHCenter | Qt::AlignBottom, qstr(*peak.name));
    }
}

void paintPanel(QPainter &painter, PlotArea area, const QPolygonF &line, const ReportedRun &run)
{
    if (line.isEmpty()) {
        return;
    }
    area.y = widened(rangeOf(line), 0.06, roomForName);
    paintAxes(painter, area);
    painter.save();
    painter.setClipRect(area.inner);
    const db::PeakRecord *wanted = run.wanted();
    for (const db::PeakRecord &peak : run.peaks) {
        paintPeak(painter, area, line, peak, &peak == wanted);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(inkColour, pt(0.6)));
    QPolygonF drawn;
    for (const QPointF &p : line) {
        drawn << area.at(p.x(), p.y());
    }
    painter.drawPolyline(drawn);
    for (const db::PeakRecord &peak : run.peaks) {
        paintBaseline(painter, area, peak);
    }
    painter.setFont(paperFont(figureSize_pt, true));
    for (const db::PeakRecord &peak : run.peaks) {
        paintName(painter, area, peak, baselineAt(peak, peak.apex_s) + std::max(peak.height, 0.0));
    }
    painter.restore();
}

} // namespace

void drawChromatogram(QPainter &painter, QSizeF size, const ReportedRun &run)
{
    if (!run.trace) {
        return;
    }
    const ReportedTrace &trace = *run.trace;
    const double panel = trace.zoomTimes_s ? (size.width() - gapBetween) / 2.0 : size.width();
    PlotArea whole{QRectF(roomLeft(), mm(1.0), panel - roomLeft() - mm(2.0), size.height() - roomBelow() - mm(1.0))};
    whole.x = trace.wholeTimes_s;
    whole.xTitle = QStringLiteral("time (s)");
    whole.yTitle = qstr(trace.unit);
    paintPanel(painter, whole, trace.whole, run);
    if (trace.zoomTimes_s) {
        PlotArea zoom = whole;
        zoom.inner.translate(panel + gapBetween, 0.0);
        zoom.x = *trace.zoomTimes_s;
        zoom.xTitle = QStringLiteral("time (s), H2 window");
        paintPanel(painter, zoom, trace.zoom, run);
    }
}

} // namespace tgc::report

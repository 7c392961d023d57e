// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/plot_area.h"

#include <algorithm>

#include "app/report/paper.h"

namespace tgc::report {

namespace {

constexpr double tickLength = mm(1.2);
constexpr double titleHeight = mm(4.0);
constexpr double numberHeight = mm(4.0);
constexpr double roomForNumber_x = mm(16.0); ///< a tick's number with air around it
constexpr double roomForNumber_y = mm(8.0);
constexpr double swatch = mm(5.0);

void paintGridLine(QPainter &painter, QPointF from, QPointF to)
{
    painter.setPen(QPen(gridColour, pt(0.4)));
    painter.drawLine(from, to);
}

void paintTicksOfX(QPainter &painter, const PlotArea &area)
{
    const Ticks ticks = niceTicks(area.x, static_cast<int>(area.inner.width() / roomForNumber_x));
    for (const double value : ticks.at) {
        const double x = area.toX(value);
        paintGridLine(painter, {x, area.inner.top()}, {x, area.inner.bottom()});
        painter.setPen(QPen(inkColour, pt(0.6)));
        painter.drawLine(QPointF(x, area.inner.bottom()), QPointF(x, area.inner.bottom() + tickLength));
        painter.drawText(
            QRectF(x - roomForNumber_x, area.inner.bottom() + tickLength, 2.0 * roomForNumber_x, numberHeight),
            Qt::AlignHCenter | Qt::AlignVCenter, tickText(value, ticks.step));
    }
    painter.drawText(
        QRectF(area.inner.left(), area.inner.bottom() + tickLength + numberHeight, area.inner.width(), titleHeight),
        Qt::AlignCenter, area.xTitle);
}

void paintTicksOfY(QPainter &painter, const PlotArea &area)
{
    const Ticks ticks = niceTicks(area.y, static_cast<int>(area.inner.height() / roomForNumber_y));
    for (const double value : ticks.at) {
        const double y = area.toY(value);
        paintGridLine(painter, {area.inner.left(), y}, {area.inner.right(), y});
        painter.setPen(QPen(inkColour, pt(0.6)));
        painter.drawLine(QPointF(area.inner.left() - tickLength, y), QPointF(area.inner.left(), y));
        painter.drawText(
            QRectF(area.inner.left() - roomLeft(), y - numberHeight / 2.0, roomLeft() - 1.5 * tickLength, numberHeight),
            Qt::AlignRight | Qt::AlignVCenter, tickText(value, ticks.step));
    }
    painter.save();
    painter.translate(area.inner.left() - roomLeft(), area.inner.bottom());
    painter.rotate(-90.0);
    painter.drawText(QRectF(0.0, 0.0, area.inner.height(), titleHeight), Qt::AlignCenter, area.yTitle);
    painter.restore();
}

void paintRim(QPainter &painter, const PlotArea &area)
{
    painter.setPen(QPen(inkColour, pt(0.6)));
    painter.setBrush(Qt::NoBrush);
    painter.drawLine(area.inner.bottomLeft(), area.inner.topLeft());
    painter.drawLine(area.inner.bottomLeft(), area.inner.bottomRight());
}

void paintMark(QPainter &painter, QPointF left, const LegendEntry &entry)
{
    const QPointF right = left + QPointF(swatch, 0.0);
    const QPointF middle = left + QPointF(swatch / 2.0, 0.0);
    const double high = mm(1.1);
    painter.setPen(QPen(entry.colour, pt(1.0)));
    painter.setBrush(Qt::NoBrush);
    switch (entry.mark) {
    case LegendEntry::Mark::Line: painter.drawLine(left, right); break;
    case LegendEntry::Mark::DashedLine:
        painter.setPen(QPen(entry.colour, pt(0.8), Qt::DashLine));
        painter.drawLine(left, right);
        break;
    case LegendEntry::Mark::Fill:
        painter.fillRect(QRectF(left.x(), left.y() - high, swatch, 2.0 * high), entry.colour);
        break;
    case LegendEntry::Mark::Dot: painter.setBrush(entry.colour); [[fallthrough]];
    case LegendEntry::Mark::OpenDot: painter.drawEllipse(middle, mm(0.8), mm(0.8)); break;
    case LegendEntry::Mark::ErrorBar:
        painter.drawLine(middle - QPointF(0.0, 1.4 * high), middle + QPointF(0.0, 1.4 * high));
        for (const double end : {-1.4 * high, 1.4 * high}) {
            painter.drawLine(middle + QPointF(-mm(0.9), end), middle + QPointF(mm(0.9), end));
        }
        break;
    }
}

} // namespace

QPointF PlotArea::at(double valueX, double valueY) const
{
    return {inner.left() + (valueX - x.low) / x.size() * inner.width(),
            inner.bottom() - (valueY - y.low) / y.size() * inner.height()};
}

double roomLeft()
{
    return mm(18.0);
}

double roomBelow()
{
    return tickLength + numberHeight + titleHeight;
}

void paintAxes(QPainter &painter, const PlotArea &area)
{
    painter.setFont(paperFont(figureSize_pt));
    paintTicksOfX(painter, area);
    paintTicksOfY(painter, area);
    paintRim(painter, area);
}

void paintAxisOfY(QPainter &painter, const PlotArea &area)
{
    painter.setFont(paperFont(figureSize_pt));
    paintTicksOfY(painter, area);
    paintRim(painter, area);
}

double paintLegend(QPainter &painter, QPointF topLeft, double width, const std::vector<LegendEntry> &entries)
{
    painter.setFont(paperFont(figureSize_pt));
    const QFontMetricsF metrics(painter.font());
    const double line = mm(4.5);
    double x = 0.0;
    double y = 0.0;
    for (const LegendEntry &entry : entries) {
        const double needed = swatch + mm(1.5) + metrics.horizontalAdvance(entry.text) + mm(5.0);
        if (x > 0.0 && x + needed > width) {
            x = 0.0;
            y += line;
        }
        const QPointF at = topLeft + QPointF(x, y + line / 2.0);
        paintMark(painter, at, entry);
        painter.setPen(inkColour);
        painter.drawText(QRectF(at.x() + swatch + mm(1.5), at.y() - line / 2.0, needed, line),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        x += needed;
    }
    return y + line;
}

} // namespace tgc::report

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QIcon>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include "app/desktop/shell/rail.h"

namespace tgc::desktop {

namespace {

// All drawings live on a 28 x 28 field.
constexpr double field = 28.0;

void drawVial(QPainter &p, const QPen &pen)
{
    QColor liquid = pen.color();
    liquid.setAlpha(90);
    p.fillRect(QRectF(8, 16, 12, 8), liquid);
    p.drawRoundedRect(QRectF(8, 8, 12, 16), 2, 2);
    p.drawRect(QRectF(10, 4, 8, 4));
}

void drawClock(QPainter &p, const QPen &)
{
    p.drawEllipse(QRectF(4, 4, 20, 20));
    p.drawPolyline(QPolygonF({QPointF(14, 8.5), QPointF(14, 14), QPointF(18, 16.5)}));
}

void drawCurve(QPainter &p, const QPen &pen)
{
    p.drawLine(QPointF(4, 24), QPointF(25, 24));
    p.drawLine(QPointF(4, 24), QPointF(4, 4));
    p.drawLine(QPointF(6, 22), QPointF(24, 6));
    p.setBrush(pen.color());
    for (const QPointF at : {QPointF(9, 20.5), QPointF(15, 13), QPointF(21, 9.5)}) {
        p.drawEllipse(at, 1.6, 1.6);
    }
}

void drawChromatogram(QPainter &p, const QPen &)
{
    QPainterPath trace(QPointF(3, 23));
    trace.lineTo(8, 23);
    trace.cubicTo(11, 23, 11, 5, 13, 5);
    trace.cubicTo(15, 5, 15, 23, 18, 22.5);
    trace.cubicTo(19.5, 22.5, 19.5, 15, 21, 15);
    trace.cubicTo(22.5, 15, 22.5, 23, 25, 23);
    p.drawPath(trace);
}

void drawBars(QPainter &p, const QPen &pen)
{
    QColor lower = pen.color();
    lower.setAlpha(110);
    const struct {
        double x, top, split;
    } bars[] = {{4, 12, 18}, {11.5, 5, 15}, {19, 9, 13}};
    for (const auto &bar : bars) {
        p.fillRect(QRectF(bar.x, bar.split, 5, 24 - bar.split), lower);
        p.drawRect(QRectF(bar.x, bar.top, 5, 24 - bar.top));
        p.drawLine(QPointF(bar.x, bar.split), QPointF(bar.x + 5, bar.split));
    }
}

void drawInstrument(QPainter &p, const QPen &pen)
{
    p.drawRoundedRect(QRectF(3, 5, 22, 18), 2, 2);
    QPainterPath trace(QPointF(6, 15));
    trace.lineTo(10, 15);
    trace.lineTo(12, 8.5);
    trace.lineTo(14.5, 15);
    trace.lineTo(22, 15);
    p.drawPath(trace);
    p.setBrush(pen.color());
    for (const double x : {8.0, 14.0, 20.0}) {
        p.drawEllipse(QPointF(x, 19.3), 0.9, 0.9);
    }
}

void drawLedger(QPainter &p, const QPen &)
{
    p.drawRoundedRect(QRectF(5, 4, 18, 20), 2, 2);
    for (const double y : {9.0, 13.0}) {
        p.drawLine(QPointF(9, y), QPointF(19, y));
    }
    p.drawPolyline(QPolygonF({QPointF(9.5, 18.5), QPointF(12.5, 21), QPointF(18.5, 16)}));
}

/// Painted at whatever size and scale the screen asks for.
class DrawnIcon : public QIconEngine {
public:
    DrawnIcon(RailIcon icon, QColor colour) : m_icon(icon), m_colour(colour) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / field, rect.height() / field);
        const QPen pen(m_colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        painter->setPen(pen);
        switch (m_icon) {
        case RailIcon::Day: drawClock(*painter, pen); break;
        case RailIcon::Samples: drawVial(*painter, pen); break;
        case RailIcon::Calibration: drawCurve(*painter, pen); break;
        case RailIcon::Review: drawChromatogram(*painter, pen); break;
        case RailIcon::Inactive: drawBars(*painter, pen); break;
        case RailIcon::Bench: drawInstrument(*painter, pen); break;
        case RailIcon::Records: drawLedger(*painter, pen); break;
        }
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new DrawnIcon(*this); }

private:
    RailIcon m_icon;
    QColor m_colour;
};

} // namespace

QIcon railIcon(RailIcon icon, const QPalette &palette)
{
    return QIcon(new DrawnIcon(icon, palette.color(QPalette::WindowText)));
}

} // namespace tgc::desktop

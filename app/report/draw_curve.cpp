// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "analysis/calibration/band.h"
#include "analysis/calibration/detection.h"
#include "app/report/figures.h"
#include "app/report/paper.h"
#include "app/report/plot_area.h"
#include "app/words/curve_words.h"
#include "app/words/text.h"

namespace tgc::report {

using words::qstr;

namespace {

constexpr int steps = 160;
constexpr double confidence = 0.95;
const QColor bandColour{0xC9, 0xDB, 0xEA};
constexpr double dot = mm(0.8);
constexpr double shareOfResiduals = 0.3;

struct Drawn {
    QPolygonF line;
    QPolygonF confidenceBand; ///< there and back
    QPolygonF predictionLow;
    QPolygonF predictionHigh;
};

Drawn sampled(const Calibration &curve, double right)
{
    Drawn drawn;
    QPolygonF back;
    for (int i = 0; i <= steps; ++i) {
        const double x = right * i / steps;
        const double y = areaAt(curve, x);
        const double band = curveBandAt(curve, x, confidence);
        const double prediction = predictionBandAt(curve, x, confidence);
        drawn.line << QPointF(x, y);
        drawn.confidenceBand << QPointF(x, y - band);
        back.prepend(QPointF(x, y + band));
        drawn.predictionLow << QPointF(x, y - prediction);
        drawn.predictionHigh << QPointF(x, y + prediction);
    }
    drawn.confidenceBand << back;
    return drawn;
}

QPolygonF mapped(const PlotArea &area, const QPolygonF &line)
{
    QPolygonF out;
    for (const QPointF &p : line) {
        out << area.at(p.x(), p.y());
    }
    return out;
}

void paintDot(QPainter &painter, QPointF at, bool used)
{
    painter.setPen(QPen(used ? inkColour : faintColour, pt(0.8)));
    painter.setBrush(used ? QBrush(inkColour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(at, dot, dot);
}

double rightEnd(const Calibration &curve)
{
    double right = curve.rangeHigh;
    for (const CurvePoint &point : curve.points) {
        right = std::max(right, point.standard.amount);
    }
    return 1.04 * right;
}

void paintCurve(QPainter &painter, const PlotArea &area, const Calibration &curve, const Drawn &drawn)
{
    painter.save();
    painter.setClipRect(area.inner);
    painter.setPen(Qt::NoPen);
    painter.setBrush(bandColour);
    painter.drawPolygon(mapped(area, drawn.confidenceBand));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(faintColour, pt(0.6), Qt::DashLine));
    painter.drawPolyline(mapped(area, drawn.predictionLow));
    painter.drawPolyline(mapped(area, drawn.predictionHigh));
    painter.setPen(QPen(seiColour, pt(1.0)));
    painter.drawPolyline(mapped(area, drawn.line));
    if (const auto limit = quantifiedFrom(curve)) {
        painter.setPen(QPen(liMetalColour, pt(0.7), Qt::DotLine));
        painter.drawLine(QPointF(area.toX(*limit), area.inner.top()), QPointF(area.toX(*limit), area.inner.bottom()));
    }
    painter.restore();
    for (const CurvePoint &point : curve.points) {
        paintDot(painter, area.at(point.standard.amount, point.standard.area), point.standard.used);
    }
}

void paintResiduals(QPainter &painter, PlotArea area, const Calibration &curve)
{
    double largest = 0.0;
    for (const CurvePoint &point : curve.points) {
        largest = std::max(largest, std::abs(point.residual.value_or(0.0)));
    }
    area.y = widened({-largest, largest}, 0.15, 0.15);
    paintAxes(painter, area);
    painter.setPen(QPen(seiColour, pt(0.8)));
    painter.drawLine(area.at(area.x.low, 0.0), area.at(area.x.high, 0.0));
    for (const CurvePoint &point : curve.points) {
        if (point.residual) {
            paintDot(painter, area.at(point.standard.amount, *point.residual), true);
        }
    }
}

} // namespace

void drawCurve(QPainter &painter, QSizeF size, const Calibration &curve)
{
    std::vector<LegendEntry> entries{
        {LegendEntry::Mark::Dot, inkColour, QStringLiteral("standards")},
        {LegendEntry::Mark::Line, seiColour, QStringLiteral("curve")},
        {LegendEntry::Mark::Fill, bandColour, QStringLiteral("95 % confidence")},
        {LegendEntry::Mark::DashedLine, faintColour, QStringLiteral("95 % prediction, one injection")}};
    if (std::any_of(curve.points.begin(), curve.points.end(), [](const CurvePoint &p) { return !p.standard.used; })) {
        entries.push_back({LegendEntry::Mark::OpenDot, faintColour, QStringLiteral("not used")});
    }
    if (quantifiedFrom(curve)) {
        entries.push_back({LegendEntry::Mark::DashedLine, liMetalColour, QStringLiteral("LOQ")});
    }
    const double legend = paintLegend(painter, {roomLeft(), 0.0}, size.width() - roomLeft(), entries);
    const double top = legend + mm(2.0);
    const double panels = size.height() - top - roomBelow() - mm(4.0);
    const double width = size.width() - roomLeft() - mm(2.0);
    const Drawn drawn = sampled(curve, rightEnd(curve));
    PlotArea area{QRectF(roomLeft(), top, width, panels * (1.0 - shareOfResiduals) - roomBelow() / 2.0)};
    area.x = {0.0, rightEnd(curve)};
    double low = 0.0;
    double high = 0.0;
    for (const QPointF &p : drawn.confidenceBand) {
        low = std::min(low, p.y());
        high = std::max(high, p.y());
    }
    for (const CurvePoint &point : curve.points) {
        low = std::min(low, point.standard.area);
        high = std::max(high, point.standard.area);
    }
    area.y = widened({low, high}, low < 0.0 ? 0.05 : 0.0, 0.05);
    area.xTitle = QString(); // told once, below the residuals
    const QString unit = curve.areaUnit.empty() ? QString() : QStringLiteral(" (%1)").arg(qstr(curve.areaUnit));
    area.yTitle = QStringLiteral("area") + unit;
    paintAxes(painter, area);
    paintCurve(painter, area, curve, drawn);
    PlotArea residuals = area;
    residuals.inner = QRectF(roomLeft(), area.inner.bottom() + mm(8.0), width,
                             size.height() - roomBelow() - area.inner.bottom() - mm(8.0));
    residuals.xTitle = words::amountTitle(curve);
    residuals.yTitle = QStringLiteral("residual");
    paintResiduals(painter, residuals, curve);
}

} // namespace tgc::report

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include "app/report/axis.h"

namespace tgc::report {

/// Two axes around a rectangle of the page.
struct PlotArea {
    QRectF inner; ///< dots
    Range x{};
    Range y{};
    QString xTitle{};
    QString yTitle{};

    [[nodiscard]] QPointF at(double valueX, double valueY) const;
    [[nodiscard]] double toX(double value) const { return at(value, y.low).x(); }
    [[nodiscard]] double toY(double value) const { return at(x.low, value).y(); }
};

/// Room for an axis with numbers and a title, left of and below a plot.
[[nodiscard]] double roomLeft();
[[nodiscard]] double roomBelow();

/// Grid and frame, ticks and titles; what is drawn next lies above the grid.
void paintAxes(QPainter &painter, const PlotArea &area);
/// The same without ticks along x: the figure writes its own words there.
void paintAxisOfY(QPainter &painter, const PlotArea &area);

/// A line of a legend: a swatch and what it stands for.
struct LegendEntry {
    enum class Mark { Line, DashedLine, Fill, Dot, OpenDot, ErrorBar };
    Mark mark = Mark::Line;
    QColor colour{};
    QString text{};
};
/// From left to right, from this point on; as many lines as it needs within `width`. Returns its height.
double paintLegend(QPainter &painter, QPointF topLeft, double width, const std::vector<LegendEntry> &entries);

} // namespace tgc::report

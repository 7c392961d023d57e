// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/report/figures.h"
#include "app/report/paper.h"
#include "app/report/plot_area.h"

namespace tgc::report {

namespace {

constexpr double widestBar = mm(18.0);
constexpr double shareOfSlot = 0.62;
constexpr double slant_deg = -32.0;
constexpr double roomForSlanted = mm(18.0);
constexpr double roomForFlat = mm(6.0);

/// Where the parts of a bar end, from zero.
struct Ends {
    double liMetal = 0.0;
    std::optional<double> seiFrom{};
    std::optional<double> sei{};
};

Ends endsOf(const StackedBar &bar)
{
    Ends ends{bar.liMetal, std::nullopt, std::nullopt};
    if (bar.sei) {
        // Parts of one sign stack up; parts of different signs both begin at zero.
        ends.seiFrom = (*bar.sei < 0.0) == (bar.liMetal < 0.0) ? bar.liMetal : 0.0;
        ends.sei = *ends.seiFrom + *bar.sei;
    }
    return ends;
}

/// The interval of a part, moved to where the part ends.
std::optional<Range> atEnd(const std::optional<Range> &interval, double value, double end)
{
    return interval ? std::optional(Range{interval->low - value + end, interval->high - value + end}) : std::nullopt;
}

void paintErrorBar(QPainter &painter, const PlotArea &area, double x, const std::optional<Range> &interval, double half)
{
    if (!interval) {
        return;
    }
    painter.setPen(QPen(inkColour, pt(0.9)));
    painter.drawLine(QPointF(x, area.toY(interval->low)), QPointF(x, area.toY(interval->high)));
    for (const double end : {interval->low, interval->high}) {
        painter.drawLine(QPointF(x - half, area.toY(end)), QPointF(x + half, area.toY(end)));
    }
}

void paintBar(QPainter &painter, const PlotArea &area, const StackedBar &bar, double middle, double width)
{
    const Ends ends = endsOf(bar);
    const auto part = [&](double from, double to, const QColor &colour) {
        painter.fillRect(QRectF(QPointF(middle - width / 2.0, area.toY(std::max(from, to))),
                                QPointF(middle + width / 2.0, area.toY(std::min(from, to)))),
                         colour);
    };
    part(0.0, bar.liMetal, liMetalColour);
    if (ends.sei) {
        part(*ends.seiFrom, *ends.sei, seiColour);
    }
    // Beside each other, so that both can be seen where one part is thin.
    paintErrorBar(painter, area, middle - width / 8.0, bar.liMetalInterval, mm(1.2));
    if (ends.sei) {
        paintErrorBar(painter, area, middle + width / 8.0, atEnd(bar.seiInterval, *bar.sei, *ends.sei), mm(1.2));
    }
}

void paintLabel(QPainter &painter, QPointF below, const QString &label, double slot, bool slanted)
{
    painter.setPen(inkColour);
    const QFontMetricsF metrics(painter.font());
    if (!slanted) {
        painter.drawText(QRectF(below.x() - slot / 2.0, below.y(), slot, mm(4.5)), Qt::AlignCenter, label);
        return;
    }
    const double longest = mm(30.0);
    painter.save();
    painter.translate(below);
    painter.rotate(slant_deg);
    painter.drawText(QRectF(-longest, 0.0, longest, mm(4.0)), Qt::AlignRight | Qt::AlignTop,
                     metrics.elidedText(label, Qt::ElideMiddle, longest));
    painter.restore();
}

} // namespace

Range rangeOfBars(const std::vector<StackedBar> &bars)
{
    Range range{0.0, 0.0};
    const auto reach = [&](double value) {
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    };
    const auto reachAll = [&](const std::optional<Range> &interval) {
        if (interval) {
            reach(interval->low);
            reach(interval->high);
        }
    };
    for (const StackedBar &bar : bars) {
        const Ends ends = endsOf(bar);
        reach(ends.liMetal);
        reachAll(bar.liMetalInterval);
        if (ends.sei) {
            reach(*ends.sei);
            reachAll(atEnd(bar.seiInterval, *bar.sei, *ends.sei));
        }
    }
    return range.size() > 0.0 ? range : Range{0.0, 1.0};
}

void drawBreakdown(QPainter &painter, QSizeF size, const std::vector<StackedBar> &bars, const QString &intervalName)
{
    const double legend = paintLegend(painter, {roomLeft(), 0.0}, size.width() - roomLeft(),
                                      {{LegendEntry::Mark::Fill, liMetalColour, QStringLiteral("Li metal")},
                                       {LegendEntry::Mark::Fill, seiColour, QStringLiteral("SEI Li+")},
                                       {LegendEntry::Mark::ErrorBar, inkColour, intervalName}});
    const double width = size.width() - roomLeft() - mm(2.0);
    const double slot = width / static_cast<double>(std::max<std::size_t>(bars.size(), 1));
    painter.setFont(paperFont(figureSize_pt));
    const QFontMetricsF metrics(painter.font());
    const bool slanted = std::any_of(bars.begin(), bars.end(), [&](const StackedBar &bar) {
        return metrics.horizontalAdvance(bar.label) > slot - mm(2.0);
    });
    const double top = legend + mm(2.0);
    PlotArea area{QRectF(roomLeft(), top, width, size.height() - top - (slanted ? roomForSlanted : roomForFlat))};
    const Range range = rangeOfBars(bars);
    area.y = widened(range, range.low < 0.0 ? 0.08 : 0.0, 0.08);
    area.yTitle = QStringLiteral("inactive Li (mAh)");
    paintAxisOfY(painter, area);
    const double bar = std::min(widestBar, shareOfSlot * slot);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double middle = area.inner.left() + (static_cast<double>(i) + 0.5) * slot;
        paintBar(painter, area, bars[i], middle, bar);
        painter.setFont(paperFont(figureSize_pt));
        paintLabel(painter, {middle, area.inner.bottom() + mm(1.2)}, bars[i].label, slot, slanted);
    }
    painter.setPen(QPen(inkColour, pt(0.6)));
    painter.drawLine(QPointF(area.inner.left(), area.toY(0.0)), QPointF(area.inner.right(), area.toY(0.0)));
}

} // namespace tgc::report

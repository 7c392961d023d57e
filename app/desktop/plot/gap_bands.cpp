// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/gap_bands.h"

#include <QCoreApplication>
#include <algorithm>
#include <qcustomplot.h>

namespace tgc::desktop {

QCPItemText *placedText(QCustomPlot *plot, double x, double y, Qt::Alignment alignment)
{
    auto *item = new QCPItemText(plot);
    item->setSelectable(false);
    item->position->setType(QCPItemPosition::ptAxisRectRatio);
    item->position->setCoords(x, y);
    item->setPositionAlignment(alignment);
    item->setPadding(QMargins(4, 3, 4, 3));
    item->setVisible(false);
    return item;
}

QCPItemRect *fullHeightRect(QCustomPlot *plot)
{
    auto *item = new QCPItemRect(plot);
    item->setSelectable(false);
    item->setLayer(QStringLiteral("fills"));
    for (QCPItemPosition *corner : {item->topLeft, item->bottomRight}) {
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    item->setVisible(false);
    return item;
}

void GapBands::show(std::vector<TraceGap> gaps, const std::function<double(double)> &toAxis)
{
    const QCPRange range = m_plot->xAxis->range();
    std::erase_if(
        gaps, [&](const TraceGap &gap) { return toAxis(gap.to_s) < range.lower || toAxis(gap.from_s) > range.upper; });
    while (m_bands.size() < gaps.size()) {
        Band band{fullHeightRect(m_plot), placedText(m_plot, 0.0, 0.5, Qt::AlignCenter)};
        band.label->position->setTypeX(QCPItemPosition::ptPlotCoords);
        dress(band);
        m_bands.push_back(band);
    }
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        m_bands[i].area->setVisible(i < gaps.size());
        m_bands[i].label->setVisible(false);
        if (i < gaps.size()) {
            place(m_bands[i], gaps[i], toAxis);
        }
    }
}

void GapBands::place(const Band &band, const TraceGap &gap, const std::function<double(double)> &toAxis) const
{
    const QRect area = m_plot->axisRect()->rect();
    band.area->topLeft->setCoords(toAxis(gap.from_s), 0.0);
    band.area->bottomRight->setCoords(toAxis(gap.to_s), 1.0);
    const QString length =
        QCoreApplication::translate("GapBands", "no signal for %1 s").arg(gap.to_s - gap.from_s, 0, 'f', 1);
    const QString why = QString::fromStdString(gap.why);
    band.label->setText(why.isEmpty() ? length : length + QLatin1Char('\n') + why);
    // Inside the band, where there is no signal to be covered: upright where it is too narrow, and where it is
    // narrower still the hatching must do.
    const double left_px = std::max<double>(m_plot->xAxis->coordToPixel(toAxis(gap.from_s)), area.left());
    const double right_px = std::min<double>(m_plot->xAxis->coordToPixel(toAxis(gap.to_s)), area.right());
    const QSize size = QFontMetrics(m_font).size(0, band.label->text());
    const bool flat = right_px - left_px > size.width() + 10;
    band.label->setRotation(flat ? 0.0 : -90.0);
    band.label->position->setCoords(m_plot->xAxis->pixelToCoord(0.5 * (left_px + right_px)), 0.5);
    band.label->setVisible(flat || (right_px - left_px > size.height() + 6 && size.width() < area.height()));
}

void GapBands::dress(const PlotColours &colours, const QFont &font)
{
    m_colours = colours;
    m_font = font;
    for (const Band &band : m_bands) {
        dress(band);
    }
}

void GapBands::dress(const Band &band) const
{
    QColor red = m_colours.baseline;
    red.setAlpha(90);
    band.area->setBrush(QBrush(red, Qt::BDiagPattern));
    band.area->setPen(QPen(red, 1));
    band.label->setColor(m_colours.baseline);
    band.label->setBrush(m_colours.background);
    band.label->setFont(m_font);
}

QStringList GapBands::labels() const
{
    QStringList all;
    for (const Band &band : m_bands) {
        if (band.area->visible()) {
            all << band.label->text();
        }
    }
    return all;
}

} // namespace tgc::desktop

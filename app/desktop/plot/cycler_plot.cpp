// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/cycler_plot.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr double headroom = 0.08;      ///< part of the span left free above and below
constexpr double roomForLabels = 0.22; ///< above the voltage, where the numbers of the half cycles stand

std::optional<QCPRange> extentOf(const QCPGraph &graph)
{
    bool any = false;
    const QCPRange range = graph.getValueRange(any);
    return any ? std::optional(range) : std::nullopt;
}

void fit(QCPAxis *axis, const std::optional<QCPRange> &extent, double above)
{
    const QCPRange range = extent.value_or(QCPRange(0.0, 1.0));
    const double span = range.size() > 0.0 ? range.size() : std::max(std::abs(range.upper), 1e-3);
    axis->setRange(range.lower - headroom * span, range.upper + above * span);
}

} // namespace

CyclerPlot::CyclerPlot(QWidget *parent)
    : PlotView(parent), m_currentArea(new QCPAxisRect(plot())), m_voltage(plot()->addGraph()), m_current(nullptr)
{
    plot()->addLayer(QStringLiteral("fills"), plot()->layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    plot()->plotLayout()->addElement(1, 0, m_currentArea);
    plot()->plotLayout()->setRowStretchFactor(0, 3);
    plot()->plotLayout()->setRowStretchFactor(1, 2);
    plot()->plotLayout()->setRowSpacing(0);
    for (QCPAxis *axis : m_currentArea->axes()) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
    }
    auto *together = new QCPMarginGroup(plot());
    plot()->axisRect()->setMarginGroup(QCP::msLeft | QCP::msRight, together);
    m_currentArea->setMarginGroup(QCP::msLeft | QCP::msRight, together);
    QCPAxis *time = m_currentArea->axis(QCPAxis::atBottom);
    m_current = plot()->addGraph(time, m_currentArea->axis(QCPAxis::atLeft));
    plot()->xAxis->setTickLabels(false);
    plot()->yAxis->setLabel(tr("voltage (V)"));
    time->setLabel(tr("time (h)"));
    m_currentArea->axis(QCPAxis::atLeft)->setLabel(tr("current (mA)"));
    // Both show the same time, whichever was zoomed.
    connect(plot()->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), time,
            qOverload<const QCPRange &>(&QCPAxis::setRange));
    connect(time, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), plot()->xAxis,
            qOverload<const QCPRange &>(&QCPAxis::setRange));
    connect(plot(), &QCustomPlot::beforeReplot, this, &CyclerPlot::hideLabelsThatDoNotFit);
    dataReplaced();
}

void CyclerPlot::setRecords(const DrawnCycling &records)
{
    setHalfCycles({});
    // The graphs thin out what falls on one pixel by themselves, keeping its extremes.
    QVector<QCPGraphData> voltage;
    QVector<QCPGraphData> current;
    voltage.reserve(static_cast<qsizetype>(records.time_h.size()));
    current.reserve(static_cast<qsizetype>(records.time_h.size()));
    bool anyVoltage = false;
    for (std::size_t i = 0; i < records.time_h.size(); ++i) {
        voltage.append({records.time_h[i], records.voltage_V[i]});
        current.append({records.time_h[i], records.current_mA[i]});
        anyVoltage = anyVoltage || std::isfinite(records.voltage_V[i]);
    }
    m_voltage->data()->set(voltage, true);
    m_current->data()->set(current, true);
    plot()->yAxis->setLabel(anyVoltage ? tr("voltage (V)") : tr("voltage: not in this file"));
    dataReplaced();
}

QCPItemRect *CyclerPlot::makeBand(QCPAxisRect *area) const
{
    auto *item = new QCPItemRect(plot());
    item->setSelectable(false);
    item->setLayer(QStringLiteral("fills"));
    item->setClipAxisRect(area);
    for (QCPItemPosition *corner : {item->topLeft, item->bottomRight}) {
        corner->setAxisRect(area);
        corner->setAxes(area->axis(QCPAxis::atBottom), area->axis(QCPAxis::atLeft));
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    return item;
}

void CyclerPlot::setHalfCycles(std::vector<DrawnHalfCycle> halves)
{
    m_halves = std::move(halves);
    std::size_t used = 0;
    for (std::size_t half = 0; half < m_halves.size(); ++half) {
        for (const auto &[from_h, to_h] : m_halves[half].stretches_h) {
            if (used == m_bands.size()) {
                m_bands.push_back({0, 0.0, 0.0, makeBand(plot()->axisRect()), makeBand(m_currentArea), makeLabel()});
            }
            Band &band = m_bands[used++];
            band.half = half;
            band.from_h = from_h;
            band.to_h = to_h;
            for (QCPItemRect *area : {band.onVoltage, band.onCurrent}) {
                area->topLeft->setCoords(from_h, 0.0);
                area->bottomRight->setCoords(to_h, 1.0);
            }
        }
    }
    for (; m_bands.size() > used; m_bands.pop_back()) {
        plot()->removeItem(m_bands.back().onVoltage);
        plot()->removeItem(m_bands.back().onCurrent);
        plot()->removeItem(m_bands.back().label);
    }
    m_selected = m_selected < static_cast<int>(m_halves.size()) ? m_selected : -1;
    dressBands();
    replotSoon();
}

QCPItemText *CyclerPlot::makeLabel() const
{
    auto *label = new QCPItemText(plot());
    label->setSelectable(false);
    label->position->setTypeX(QCPItemPosition::ptPlotCoords);
    label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    label->setPositionAlignment(Qt::AlignHCenter | Qt::AlignTop);
    return label;
}

void CyclerPlot::selectHalf(int index)
{
    if (m_selected != index) {
        m_selected = index;
        dressBands();
        replotSoon();
    }
}

QPointF CyclerPlot::middleOf(int half) const
{
    const auto &[from_h, to_h] = m_halves.at(static_cast<std::size_t>(half)).stretches_h.at(0);
    return {plot()->xAxis->coordToPixel(0.5 * (from_h + to_h)), static_cast<double>(plot()->axisRect()->center().y())};
}

void CyclerPlot::fitAll()
{
    bool any = false;
    const QCPRange time = m_current->getKeyRange(any);
    plot()->xAxis->setRange(any && time.size() > 0.0 ? time : QCPRange(0.0, 1.0));
    fit(plot()->yAxis, extentOf(*m_voltage), roomForLabels);
    fit(m_currentArea->axis(QCPAxis::atLeft), extentOf(*m_current), headroom);
}

void CyclerPlot::recolour()
{
    m_voltage->setPen(QPen(colours().trace, 1));
    m_current->setPen(QPen(colours().trace, 1));
    dressBands();
}

void CyclerPlot::dressBands()
{
    const PlotColours &c = colours();
    QColor hatch = c.faint;
    hatch.setAlpha(110);
    for (const Band &band : m_bands) {
        const DrawnHalfCycle &half = m_halves[band.half];
        const bool selected = static_cast<int>(band.half) == m_selected;
        const QBrush fill =
            half.counted ? QBrush(half.plates ? c.peakFill : c.window) : QBrush(hatch, Qt::BDiagPattern);
        for (QCPItemRect *area : {band.onVoltage, band.onCurrent}) {
            area->setBrush(fill);
            area->setPen(selected ? QPen(c.text, 2) : QPen(c.grid, 1));
        }
        QFont labelFont = font();
        labelFont.setBold(selected);
        band.label->setFont(labelFont);
        band.label->setColor(half.counted ? c.text : c.faint);
    }
}

/// A number stands where its band has room for it in the view; the whole label where that fits too.
void CyclerPlot::hideLabelsThatDoNotFit()
{
    const QRect area = plot()->axisRect()->rect();
    const QFontMetrics metrics(font());
    for (const Band &band : m_bands) {
        const double left = std::max<double>(plot()->xAxis->coordToPixel(band.from_h), area.left());
        const double right = std::min<double>(plot()->xAxis->coordToPixel(band.to_h), area.right());
        const QString whole = m_halves[band.half].label;
        const QString number = whole.section(u' ', 0, 0);
        const auto fits = [&](const QString &text) { return right - left > metrics.horizontalAdvance(text) + 6; };
        band.label->setText(fits(whole) ? whole : number);
        band.label->setVisible(fits(number));
        band.label->position->setCoords(plot()->xAxis->pixelToCoord(0.5 * (left + right)), 0.015);
    }
}

int CyclerPlot::halfAt(double time_h) const
{
    const auto hit = std::find_if(m_bands.begin(), m_bands.end(),
                                  [time_h](const Band &band) { return time_h >= band.from_h && time_h <= band.to_h; });
    return hit == m_bands.end() ? -1 : static_cast<int>(hit->half);
}

QString CyclerPlot::readoutAt(QPointF position) const
{
    const double time_h = plot()->xAxis->pixelToCoord(position.x());
    const auto at = m_current->data()->findBegin(time_h);
    if (at == m_current->data()->constEnd()) {
        return {};
    }
    QString text = tr("%1 h   %2 mA").arg(at->key, 0, 'f', 3).arg(at->value, 0, 'g', 5);
    const auto voltage = m_voltage->data()->findBegin(time_h);
    if (voltage != m_voltage->data()->constEnd() && std::isfinite(voltage->value)) {
        text += tr("   %1 V").arg(voltage->value, 0, 'f', 4);
    }
    const int half = halfAt(time_h);
    return half < 0 ? text : text + QStringLiteral("   ") + m_halves[static_cast<std::size_t>(half)].label;
}

void CyclerPlot::clickedAt(QPointF position)
{
    if (const int half = halfAt(plot()->xAxis->pixelToCoord(position.x())); half >= 0) {
        emit halfClicked(half);
    }
}

} // namespace tgc::desktop

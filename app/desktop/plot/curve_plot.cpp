// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/curve_plot.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr double headroom = 0.08;
constexpr double clickRadius_px = 12.0;

void fit(QCPAxis *axis, double low, double high)
{
    const double span = high > low ? high - low : std::max(1.0, std::abs(high));
    axis->setRange(low - headroom * span, high + headroom * span);
}

void placeLimit(QCPItemStraightLine *line, QCPItemText *name, std::optional<double> amount)
{
    line->setVisible(amount.has_value());
    name->setVisible(amount.has_value());
    if (amount) {
        line->point1->setCoords(*amount, 0.0);
        line->point2->setCoords(*amount, 1.0);
        name->position->setCoords(*amount, 0.0);
    }
}

} // namespace

CurvePlot::CurvePlot(QWidget *parent)
    : PlotView(parent),
      m_lower(new QCPAxisRect(plot())),
      m_lod(new QCPItemStraightLine(plot())),
      m_loq(new QCPItemStraightLine(plot())),
      m_lodName(new QCPItemText(plot())),
      m_loqName(new QCPItemText(plot())),
      m_readArea(new QCPItemStraightLine(plot())),
      m_readAmount(new QCPItemStraightLine(plot())),
      m_readInterval(new QCPItemRect(plot()))
{
    auto *layout = plot()->plotLayout();
    layout->addElement(1, 0, m_lower);
    layout->setRowStretchFactor(0, 1.9);
    auto *margins = new QCPMarginGroup(plot());
    plot()->axisRect()->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    m_lower->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    for (QCPAxis *axis : m_lower->axes()) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
    }
    QCPAxis *lowerX = m_lower->axis(QCPAxis::atBottom);
    QCPAxis *lowerY = m_lower->axis(QCPAxis::atLeft);
    lowerY->setLabel(tr("residual"));
    lowerY->ticker()->setTickCount(3);
    connect(plot()->xAxis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), lowerX,
            qOverload<const QCPRange &>(&QCPAxis::setRange));
    connect(lowerX, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), plot()->xAxis,
            qOverload<const QCPRange &>(&QCPAxis::setRange));

    m_bandLow = plot()->addGraph();
    m_bandHigh = plot()->addGraph();
    m_bandHigh->setChannelFillGraph(m_bandLow);
    m_predictedLow = plot()->addGraph();
    m_predictedHigh = plot()->addGraph();
    m_line = plot()->addGraph();
    m_compared = plot()->addGraph();
    m_used = plot()->addGraph();
    m_unused = plot()->addGraph();
    m_selectedMark = plot()->addGraph();
    m_residuals = plot()->addGraph(lowerX, lowerY);
    m_selectedResidual = plot()->addGraph(lowerX, lowerY);
    for (QCPGraph *graph : {m_used, m_unused, m_selectedMark, m_residuals, m_selectedResidual}) {
        graph->setLineStyle(QCPGraph::lsNone);
    }
    m_lodName->setText(tr("LOD"));
    m_loqName->setText(tr("LOQ"));
    for (QCPItemText *name : {m_lodName, m_loqName}) {
        name->position->setTypeX(QCPItemPosition::ptPlotCoords);
        name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        name->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        name->setPadding(QMargins(3, 0, 0, 0));
    }
    m_lodName->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    for (QCPItemPosition *corner : {m_readInterval->topLeft, m_readInterval->bottomRight}) {
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    showRead({});
    dataReplaced();
}

void CurvePlot::clear()
{
    setCurve({});
}

void CurvePlot::setCurve(DrawnCurve curve)
{
    m_curve = std::move(curve);
    m_selected = -1;
    for (QCPGraph *graph : {m_line, m_compared, m_predictedLow, m_predictedHigh, m_bandLow, m_bandHigh, m_used,
                            m_unused, m_residuals, m_selectedMark, m_selectedResidual}) {
        graph->data()->clear();
    }
    const bool band = !m_curve.bandName.isEmpty();
    for (const auto &p : m_curve.line) {
        m_line->addData(p.amount, p.area);
        if (band) {
            m_bandLow->addData(p.amount, p.low);
            m_bandHigh->addData(p.amount, p.high);
            m_predictedLow->addData(p.amount, p.predictedLow);
            m_predictedHigh->addData(p.amount, p.predictedHigh);
        }
    }
    for (const auto &p : m_curve.points) {
        (p.used ? m_used : m_unused)->addData(p.amount, p.area);
        if (p.residual) {
            m_residuals->addData(p.amount, *p.residual);
        }
    }
    placeLimit(m_lod, m_lodName, m_curve.lod);
    placeLimit(m_loq, m_loqName, m_curve.loq);
    m_lower->axis(QCPAxis::atBottom)->setLabel(m_curve.amountLabel);
    plot()->yAxis->setLabel(m_curve.areaLabel);

    fillLegend();
    dataReplaced();
}

void CurvePlot::compareWith(const std::vector<DrawnCurve::BandPoint> &line, const QString &name)
{
    m_compared->data()->clear();
    for (const auto &p : line) {
        m_compared->addData(p.amount, p.area);
    }
    m_compared->setName(name);
    fillLegend();
    replotSoon();
}

void CurvePlot::showRead(std::optional<DrawnRead> read)
{
    m_read = read;
    m_readArea->setVisible(read.has_value());
    m_readAmount->setVisible(read.has_value());
    m_readInterval->setVisible(read && read->low && read->high);
    if (read) {
        m_readArea->point1->setCoords(0.0, read->area);
        m_readArea->point2->setCoords(1.0, read->area);
        m_readAmount->point1->setCoords(read->amount, 0.0);
        m_readAmount->point2->setCoords(read->amount, 1.0);
        if (!plot()->xAxis->range().contains(read->amount) || !plot()->yAxis->range().contains(read->area)) {
            showAll();
        }
    }
    if (m_readInterval->visible()) {
        m_readInterval->topLeft->setCoords(*read->low, 0.0);
        m_readInterval->bottomRight->setCoords(*read->high, 1.0);
    }
    replotSoon();
}

void CurvePlot::fillLegend()
{
    plot()->legend->setVisible(!m_curve.points.empty());
    plot()->legend->clearItems();
    plot()->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignBottom | Qt::AlignRight);
    const auto name = [](QCPGraph *graph, const QString &text) {
        if (!graph->data()->isEmpty()) {
            graph->setName(text);
            graph->addToLegend();
        }
    };
    name(m_used, tr("standards used"));
    name(m_unused, tr("standards left out"));
    name(m_line, tr("curve"));
    name(m_bandHigh, m_curve.bandName);
    name(m_predictedHigh, m_curve.predictionName);
    name(m_compared, m_compared->name());
}

void CurvePlot::selectPoint(int index)
{
    m_selected = index;
    m_selectedMark->data()->clear();
    m_selectedResidual->data()->clear();
    if (index >= 0 && index < static_cast<int>(m_curve.points.size())) {
        const auto &p = m_curve.points[static_cast<std::size_t>(index)];
        m_selectedMark->addData(p.amount, p.area);
        if (p.residual) {
            m_selectedResidual->addData(p.amount, *p.residual);
        }
    }
    replotSoon();
}

void CurvePlot::fitAll()
{
    if (m_curve.points.empty()) {
        for (QCPAxis *axis : {plot()->xAxis, plot()->yAxis, m_lower->axis(QCPAxis::atLeft)}) {
            axis->setRange(0.0, 1.0);
        }
        return;
    }
    double right = m_curve.points.front().amount;
    double low = 0.0;
    double high = 0.0;
    double residual = 0.0;
    for (const auto &p : m_curve.points) {
        right = std::max(right, p.amount);
        low = std::min(low, p.area);
        high = std::max(high, p.area);
        residual = std::max(residual, std::abs(p.residual.value_or(0.0)));
    }
    double left = 0.0;
    if (m_read) {
        left = std::min(left, m_read->amount);
        right = std::max(right, m_read->amount);
        low = std::min(low, m_read->area);
        high = std::max(high, m_read->area);
    }
    fit(plot()->xAxis, left, right);
    fit(plot()->yAxis, low, high);
    fit(m_lower->axis(QCPAxis::atLeft), -residual, residual);
}

void CurvePlot::recolour()
{
    const PlotColours &c = colours();
    m_line->setPen(QPen(c.sei, 1.5));
    QColor fill = c.sei;
    fill.setAlpha(45);
    m_compared->setPen(QPen(c.liMetal, 1.5, Qt::DashLine));
    m_bandHigh->setBrush(fill);
    m_bandHigh->setPen(Qt::NoPen);
    for (QCPGraph *graph : {m_predictedLow, m_predictedHigh}) {
        graph->setPen(QPen(c.sei, 1, Qt::DotLine));
    }
    m_bandLow->setPen(Qt::NoPen);
    m_used->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(c.trace, 1), c.trace, 7));
    m_unused->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross, QPen(c.faint, 1.5), Qt::NoBrush, 8));
    m_residuals->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(c.trace, 1), c.trace, 6));
    for (QCPGraph *graph : {m_selectedMark, m_selectedResidual}) {
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(c.liMetal, 2), Qt::NoBrush, 14));
    }
    for (QCPItemStraightLine *line : {m_readArea, m_readAmount}) {
        line->setPen(QPen(c.liMetal, 1.5));
    }
    QColor interval = c.liMetal;
    interval.setAlpha(60);
    m_readInterval->setPen(Qt::NoPen);
    m_readInterval->setBrush(interval);
    for (QCPItemStraightLine *line : {m_lod, m_loq}) {
        line->setPen(QPen(c.faint, 1, Qt::DashLine));
    }
    for (QCPItemText *text : {m_lodName, m_loqName}) {
        text->setColor(c.faint);
        text->setFont(font());
        text->setBrush(c.background); // readable where a line of the axes passes behind it
    }
    QColor legend = c.background;
    legend.setAlpha(220);
    plot()->legend->setBrush(legend);
    plot()->legend->setBorderPen(QPen(c.grid));
    plot()->legend->setTextColor(c.text);
    plot()->legend->setFont(font());
}

int CurvePlot::nearestPoint(QPointF position) const
{
    int best = -1;
    double bestDistance = clickRadius_px;
    const bool below = m_lower->rect().contains(position.toPoint());
    for (std::size_t i = 0; i < m_curve.points.size(); ++i) {
        const auto &p = m_curve.points[i];
        if (below && !p.residual) {
            continue;
        }
        const QCPAxis *y = below ? m_lower->axis(QCPAxis::atLeft) : plot()->yAxis;
        const double dx = plot()->xAxis->coordToPixel(p.amount) - position.x();
        const double dy = y->coordToPixel(below ? *p.residual : p.area) - position.y();
        if (std::hypot(dx, dy) < bestDistance) {
            bestDistance = std::hypot(dx, dy);
            best = static_cast<int>(i);
        }
    }
    return best;
}

QString CurvePlot::readoutAt(QPointF position) const
{
    if (m_curve.points.empty()) {
        return {};
    }
    const int hit = nearestPoint(position);
    if (hit >= 0) {
        const auto &p = m_curve.points[static_cast<std::size_t>(hit)];
        return tr("%1:  %2, area %3").arg(p.label, QString::number(p.amount, 'g', 6), QString::number(p.area, 'g', 6));
    }
    const double amount = plot()->xAxis->pixelToCoord(position.x());
    const bool below = m_lower->rect().contains(position.toPoint());
    const QCPAxis *y = below ? m_lower->axis(QCPAxis::atLeft) : plot()->yAxis;
    return tr("%1,  %2").arg(QString::number(amount, 'g', 5), QString::number(y->pixelToCoord(position.y()), 'g', 5));
}

void CurvePlot::clickedAt(QPointF position)
{
    emit pointClicked(nearestPoint(position));
}

} // namespace tgc::desktop

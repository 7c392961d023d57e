// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/plot_view.h"

#include <QEvent>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include "app/desktop/plot/plot_file.h"
#include "app/desktop/plot/plot_navigation.h"

namespace tgc::desktop {

PlotView::PlotView(QWidget *parent)
    : QWidget(parent),
      m_plot(new QCustomPlot(this)),
      m_navigation(new PlotNavigation(m_plot)),
      m_vertical(new QCPItemLine(m_plot)),
      m_horizontal(new QCPItemLine(m_plot)),
      m_readout(new QCPItemText(m_plot))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_plot);
    setFocusProxy(m_plot);

    for (QCPItemLine *line : {m_vertical, m_horizontal}) {
        line->setLayer(QStringLiteral("overlay"));
        line->setSelectable(false);
        for (QCPItemPosition *end : {line->start, line->end}) {
            end->setType(QCPItemPosition::ptAbsolute);
        }
        line->setVisible(false);
    }
    m_readout->setLayer(QStringLiteral("overlay"));
    m_readout->setSelectable(false);
    m_readout->position->setType(QCPItemPosition::ptAbsolute);
    m_readout->setPadding(QMargins(6, 3, 6, 3));
    m_readout->setVisible(false);

    connect(m_navigation, &PlotNavigation::showAllRequested, this, &PlotView::showAll);
    connect(m_navigation, &PlotNavigation::hovered, this, [this](QPointF at) {
        m_pointer = at;
        showCrossHair(at);
    });
    connect(m_navigation, &PlotNavigation::left, this, [this] {
        m_pointer.reset();
        hideCrossHair();
    });
    connect(m_navigation, &PlotNavigation::clicked, this, [this](QPointF at) { clickedAt(at); });
    connect(m_navigation, &PlotNavigation::menuRequested, this, [this](QPointF at) { menuAt(at); });
    connect(m_navigation, &PlotNavigation::moved, this, [this] { movedByHand(); });
    m_colours = PlotColours::from(palette());
}

PlotView::~PlotView() = default;

void PlotView::showAll()
{
    fitAll();
    replotSoon();
}

void PlotView::previousZoom()
{
    m_navigation->goBack();
}

bool PlotView::hasPreviousZoom() const
{
    return m_navigation->canGoBack();
}

Result<void> PlotView::save(const QString &file) const
{
    // The cross-hair belongs to the pointer, not to the figure.
    const bool shown = m_readout->visible();
    const auto show = [this](bool crossHair, bool tools) {
        for (QCPAbstractItem *item : std::initializer_list<QCPAbstractItem *>{m_vertical, m_horizontal, m_readout}) {
            item->setVisible(crossHair);
        }
        showTools(tools);
    };
    show(false, false);
    auto done = savePlot(*m_plot, file);
    show(shown, true);
    return done;
}

QString PlotView::readoutAt(QPointF) const
{
    return {};
}

void PlotView::clickedAt(QPointF) {}

void PlotView::menuAt(QPointF) {}

void PlotView::movedByHand() {}

void PlotView::showTools(bool) const {}

void PlotView::setGrabber(PlotGrabber *grabber)
{
    m_navigation->setGrabber(grabber);
}

void PlotView::dataReplaced()
{
    m_navigation->forgetHistory();
    applyColours();
    showAll();
}

void PlotView::replotSoon()
{
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotView::styleAxis(QCPAxis *axis) const
{
    const QPen line(m_colours.faint, 1);
    axis->setBasePen(line);
    axis->setTickPen(line);
    axis->setSubTickPen(line);
    axis->setTickLabelColor(m_colours.text);
    axis->setLabelColor(m_colours.text);
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
    axis->grid()->setPen(QPen(m_colours.grid, 1));
    axis->grid()->setZeroLinePen(QPen(m_colours.faint, 1));
    axis->setNumberPrecision(6);
}

void PlotView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyColours();
        replotSoon();
    }
}

void PlotView::applyColours()
{
    m_colours = PlotColours::from(palette());
    m_plot->setBackground(m_colours.background);
    for (const QCPAxisRect *rect : m_plot->axisRects()) {
        for (QCPAxis *axis : rect->axes()) {
            styleAxis(axis);
        }
    }
    const QPen hair(m_colours.faint, 1, Qt::DotLine);
    m_vertical->setPen(hair);
    m_horizontal->setPen(hair);
    m_readout->setColor(m_colours.text);
    m_readout->setBrush(m_colours.background);
    m_readout->setPen(QPen(m_colours.grid));
    m_readout->setFont(font());
    recolour();
}

void PlotView::showCrossHair(QPointF position)
{
    const QCPAxisRect *rect = m_plot->axisRectAt(position);
    const QString text = rect != nullptr ? readoutAt(position) : QString();
    if (rect == nullptr || text.isEmpty()) {
        hideCrossHair();
        return;
    }
    const QRectF area = rect->rect();
    m_vertical->start->setCoords(position.x(), area.top());
    m_vertical->end->setCoords(position.x(), area.bottom());
    m_horizontal->start->setCoords(area.left(), position.y());
    m_horizontal->end->setCoords(area.right(), position.y());
    m_readout->setText(text);
    m_readout->setPositionAlignment(Qt::AlignTop | Qt::AlignRight);
    m_readout->position->setCoords(area.right() - 4, area.top() + 4);
    for (QCPAbstractItem *item : std::initializer_list<QCPAbstractItem *>{m_vertical, m_horizontal, m_readout}) {
        item->setVisible(true);
    }
    m_plot->layer(QStringLiteral("overlay"))->replot();
    emit readoutChanged(text);
}

void PlotView::hideCrossHair()
{
    if (!m_readout->visible()) {
        return;
    }
    for (QCPAbstractItem *item : std::initializer_list<QCPAbstractItem *>{m_vertical, m_horizontal, m_readout}) {
        item->setVisible(false);
    }
    m_plot->layer(QStringLiteral("overlay"))->replot();
    emit readoutChanged(QString());
}

} // namespace tgc::desktop

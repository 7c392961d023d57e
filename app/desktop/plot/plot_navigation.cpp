// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/plot_navigation.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QRubberBand>
#include <QWheelEvent>
#include <cmath>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr int smallestBox_px = 6; ///< a shorter drag is a click
constexpr double zoomPerNotch = 0.85;
constexpr std::size_t longestHistory = 100;

std::vector<QCPAxis *> allAxes(const QCustomPlot &plot)
{
    std::vector<QCPAxis *> axes;
    for (const QCPAxisRect *rect : plot.axisRects()) {
        for (QCPAxis *axis : rect->axes()) {
            axes.push_back(axis);
        }
    }
    return axes;
}

} // namespace

PlotNavigation::PlotNavigation(QCustomPlot *plot)
    : QObject(plot), m_plot(plot), m_band(new QRubberBand(QRubberBand::Rectangle, plot))
{
    plot->setMouseTracking(true);
    plot->setFocusPolicy(Qt::StrongFocus);
    plot->installEventFilter(this);
}

PlotNavigation::View PlotNavigation::currentView() const
{
    View view;
    for (const QCPAxis *axis : allAxes(*m_plot)) {
        view.ranges.emplace_back(axis->range().lower, axis->range().upper);
    }
    return view;
}

void PlotNavigation::apply(const View &view)
{
    const auto axes = allAxes(*m_plot);
    for (std::size_t i = 0; i < axes.size() && i < view.ranges.size(); ++i) {
        axes[i]->setRange(view.ranges[i].first, view.ranges[i].second);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotNavigation::remember()
{
    if (m_history.size() == longestHistory) {
        m_history.erase(m_history.begin());
    }
    m_history.push_back(currentView());
}

void PlotNavigation::goBack()
{
    if (m_history.empty()) {
        return;
    }
    apply(m_history.back());
    m_history.pop_back();
    emit moved();
}

bool PlotNavigation::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot) {
        return QObject::eventFilter(watched, event);
    }
    if (event->type() != QEvent::Wheel && event->type() != QEvent::Paint && event->type() != QEvent::UpdateRequest) {
        m_wheelRun = false;
    }
    switch (event->type()) {
    case QEvent::MouseButtonPress: return press(static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove: return move(static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease: return release(static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonDblClick:
        if (static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton) {
            remember();
            emit showAllRequested();
            return true;
        }
        return false;
    case QEvent::Wheel: return wheel(static_cast<QWheelEvent *>(event));
    case QEvent::KeyPress: return key(static_cast<QKeyEvent *>(event));
    case QEvent::Leave: emit left(); return false;
    default: return false;
    }
}

bool PlotNavigation::press(QMouseEvent *event)
{
    m_origin = m_last = event->position().toPoint();
    m_area = m_plot->axisRectAt(event->position());
    m_plot->setFocus(Qt::MouseFocusReason);
    if (m_area == nullptr) {
        return false;
    }
    if (event->button() == Qt::RightButton) {
        emit menuRequested(event->position());
        return true;
    }
    if (event->button() == Qt::LeftButton && m_grabber != nullptr &&
        m_grabber->grab(event->position(), event->modifiers())) {
        m_grabbing = true;
        return true;
    }
    m_zooming = event->button() == Qt::LeftButton;
    m_panning = event->button() == Qt::MiddleButton;
    if (m_panning) {
        remember();
        m_plot->setCursor(Qt::ClosedHandCursor);
    }
    return m_zooming || m_panning;
}

bool PlotNavigation::move(QMouseEvent *event)
{
    const QPoint here = event->position().toPoint();
    if (m_grabbing) {
        m_grabber->dragTo(event->position());
        emit hovered(event->position());
        return true;
    }
    if (m_zooming) {
        if ((here - m_origin).manhattanLength() >= smallestBox_px) {
            m_band->setGeometry(QRect(m_origin, here).normalized().intersected(m_area->rect()));
            m_band->show();
        }
        return true;
    }
    if (m_panning) {
        for (QCPAxis *axis : m_area->axes()) {
            const bool horizontal = axis->orientation() == Qt::Horizontal;
            const double from = axis->pixelToCoord(horizontal ? m_last.x() : m_last.y());
            const double to = axis->pixelToCoord(horizontal ? here.x() : here.y());
            axis->moveRange(from - to);
        }
        m_last = here;
        emit moved();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
        return true;
    }
    if (m_grabber != nullptr) {
        m_plot->setCursor(m_grabber->hover(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    emit hovered(event->position());
    return false;
}

bool PlotNavigation::release(QMouseEvent *event)
{
    if (m_grabbing && event->button() == Qt::LeftButton) {
        m_grabbing = false;
        m_grabber->drop(event->position());
        return true;
    }
    if (m_panning && event->button() == Qt::MiddleButton) {
        m_panning = false;
        m_plot->unsetCursor();
        return true;
    }
    if (!m_zooming || event->button() != Qt::LeftButton) {
        return false;
    }
    m_zooming = false;
    m_band->hide();
    const QRect box = QRect(m_origin, event->position().toPoint()).normalized();
    if (box.width() + box.height() < smallestBox_px) {
        emit clicked(event->position());
    } else {
        zoomTo(box.intersected(m_area->rect()));
    }
    return true;
}

void PlotNavigation::zoomTo(QRect box)
{
    // A flat or narrow box means one direction only: nobody can draw an exactly straight line.
    const bool wide = box.width() >= smallestBox_px;
    const bool high = box.height() >= smallestBox_px;
    if (!wide && !high) {
        return;
    }
    remember();
    for (QCPAxis *axis : m_area->axes()) {
        const bool horizontal = axis->orientation() == Qt::Horizontal;
        if (horizontal ? wide : high) {
            const double a = axis->pixelToCoord(horizontal ? box.left() : box.bottom());
            const double b = axis->pixelToCoord(horizontal ? box.right() : box.top());
            axis->setRange(a, b);
        }
    }
    emit moved();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

bool PlotNavigation::wheel(QWheelEvent *event)
{
    QCPAxisRect *area = m_plot->axisRectAt(event->position());
    // With some platforms Shift turns the wheel sideways: whichever delta is there counts.
    const int delta = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (area == nullptr || delta == 0) {
        return false;
    }
    if (!m_wheelRun) {
        remember();
        m_wheelRun = true;
    }
    const Qt::Orientation along = event->modifiers().testFlag(Qt::ShiftModifier) ? Qt::Vertical : Qt::Horizontal;
    const double factor = std::pow(zoomPerNotch, delta / 120.0);
    for (QCPAxis *axis : area->axes()) {
        if (axis->orientation() == along) {
            const double at = along == Qt::Horizontal ? event->position().x() : event->position().y();
            axis->scaleRange(factor, axis->pixelToCoord(at));
        }
    }
    emit moved();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    return true;
}

bool PlotNavigation::key(QKeyEvent *event)
{
    if (m_grabbing && event->key() == Qt::Key_Escape) {
        m_grabbing = false;
        m_grabber->letGo();
        return true;
    }
    if (m_grabber != nullptr && m_grabber->key(event->key(), event->modifiers())) {
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Home:
        remember();
        emit showAllRequested();
        return true;
    case Qt::Key_Backspace: goBack(); return true;
    case Qt::Key_Escape:
        if (m_zooming) {
            m_zooming = false;
            m_band->hide();
            return true;
        }
        return false;
    default: return false;
    }
}

} // namespace tgc::desktop

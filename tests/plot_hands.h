// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QMouseEvent>
#include <QPoint>
#include <QTest>
#include <QWheelEvent>
#include <QWidget>
#include <memory>
#include <vector>

#include "app/desktop/plot/chromatogram_plot.h"

/// A plot on the screen, laid out, with a trace and its peaks.
inline std::unique_ptr<tgc::desktop::ChromatogramPlot> shownPlot(const tgc::Chromatogram &trace,
                                                                 std::vector<tgc::Peak> peaks)
{
    auto plot = std::make_unique<tgc::desktop::ChromatogramPlot>();
    plot->resize(800, 400);
    plot->show();
    if (!QTest::qWaitForWindowExposed(plot.get())) {
        qFatal("the plot does not come up");
    }
    plot->setTrace(trace);
    plot->setPeaks(std::move(peaks));
    QCoreApplication::processEvents();
    return plot;
}

/// Mouse and wheel on a plot, as a hand would use them.

inline QWidget *canvas(const tgc::desktop::PlotView &plot)
{
    return plot.focusProxy();
}

inline void moveMouse(QWidget *on, QPoint at, Qt::MouseButtons held = Qt::NoButton)
{
    QMouseEvent event(QEvent::MouseMove, at, on->mapToGlobal(at), Qt::NoButton, held, {});
    QApplication::sendEvent(on, &event);
}

inline void dragMouse(QWidget *on, QPoint from, QPoint to, Qt::MouseButton button, Qt::KeyboardModifiers modifiers = {})
{
    QTest::mousePress(on, button, modifiers, from);
    moveMouse(on, (from + to) / 2, button);
    moveMouse(on, to, button);
    QTest::mouseRelease(on, button, modifiers, to);
}

inline void turnWheel(QWidget *on, QPoint at, int notches, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(at, on->mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(on, &event);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>
#include <QtWidgets>

#include "app/desktop/plot/plot_view.h"

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

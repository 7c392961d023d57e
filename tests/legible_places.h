// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStringList>
#include <QTabBar>
#include <QTabWidget>
#include <QWidget>
#include <vector>

#include "tests/legible_names.h"

/// Where things stand: nothing lies over its neighbour, and what can be operated is inside the window.
namespace legible {

/// Parts that belong together and are laid over one another by Qt itself.
inline bool laidByItself(const QWidget &widget)
{
    return widget.isWindow() || widget.inherits("QRubberBand") || widget.inherits("QFocusFrame") ||
           widget.inherits("QSplitterHandle") || widget.inherits("QSizeGrip") ||
           qobject_cast<const QAbstractScrollArea *>(widget.parentWidget()) != nullptr ||
           qobject_cast<const QLineEdit *>(widget.parentWidget()) != nullptr ||
           qobject_cast<const QComboBox *>(widget.parentWidget()) != nullptr ||
           qobject_cast<const QTabBar *>(widget.parentWidget()) != nullptr ||
           qobject_cast<const QTabWidget *>(widget.parentWidget()) != nullptr;
}

inline void lookForOverlap(const QWidget &parent, QStringList &found)
{
    std::vector<const QWidget *> shown;
    for (const QObject *child : parent.children()) {
        const auto *widget = qobject_cast<const QWidget *>(child);
        if (widget != nullptr && widget->isVisible() && !laidByItself(*widget) && !widget->size().isEmpty()) {
            shown.push_back(widget);
        }
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        for (std::size_t j = i + 1; j < shown.size(); ++j) {
            const QRect both = shown[i]->geometry().intersected(shown[j]->geometry());
            if (both.width() > 1 && both.height() > 1) {
                found << QStringLiteral("%1 and %2 lie over one another by %3 x %4 px.")
                             .arg(nameOf(*shown[i]), nameOf(*shown[j]))
                             .arg(both.width())
                             .arg(both.height());
            }
        }
    }
}

inline bool canBeOperated(const QWidget &widget)
{
    return qobject_cast<const QAbstractButton *>(&widget) != nullptr ||
           qobject_cast<const QLineEdit *>(&widget) != nullptr || qobject_cast<const QComboBox *>(&widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox *>(&widget) != nullptr;
}

/// Every part lies inside all it is in, up to the window; what is on the page of a scroll area may go on below its edge,
/// and beside it only where there is a bar to get there.
inline void lookAtPlace(const QWidget &widget, QStringList &found)
{
    const bool reads = qobject_cast<const QLabel *>(&widget) != nullptr;
    if (!canBeOperated(widget) && !reads) {
        return;
    }
    for (const QWidget *up = widget.parentWidget(); up != nullptr; up = up->parentWidget()) {
        const QRect place(widget.mapTo(up, QPoint(0, 0)), widget.size());
        auto *area = qobject_cast<QAbstractScrollArea *>(up->parentWidget());
        const bool viewport = area != nullptr && area->viewport() == up;
        const bool beside = place.left() < 0 || place.right() > up->width();
        const bool below = place.top() < 0 || place.bottom() > up->height();
        const bool barBeside = viewport && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
        const bool barBelow = viewport && area->verticalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
        if ((beside && !barBeside) || (below && !barBelow)) {
            found << QStringLiteral("%1 lies outside of %2: %3, %4, %5 x %6 in %7 x %8.")
                         .arg(nameOf(widget), nameOf(*up))
                         .arg(place.x())
                         .arg(place.y())
                         .arg(place.width())
                         .arg(place.height())
                         .arg(up->width())
                         .arg(up->height());
            return;
        }
        if (viewport || up->isWindow()) {
            return;
        }
    }
}

} // namespace legible

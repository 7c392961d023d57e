// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QColor>
#include <QFontInfo>
#include <QImage>
#include <QLabel>
#include <QPoint>
#include <QRect>
#include <QStringList>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <unordered_map>

/// How far text stands out from its ground, measured in the picture of the window and not in what palettes say: style
/// sheets, tints and selections are in it.
namespace legible {

/// WCAG 2.1, success criterion 1.4.3: relative luminance and contrast ratio, 1 to 21; AA wants 4.5, large text 3.
inline double luminance(QRgb colour)
{
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

inline double contrast(QRgb a, QRgb b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// Of the commonest colour of the place and the one that differs most from it: letters are thin, and drawn with soft
/// edges, so that few of their points have their full colour.
inline double contrastIn(const QImage &picture, const QRect &place)
{
    std::unordered_map<QRgb, int> counts;
    const QRect inside = place.intersected(picture.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        for (int x = inside.left(); x <= inside.right(); ++x) {
            ++counts[line[x] & RGB_MASK];
        }
    }
    QRgb ground = 0;
    int most = 0;
    for (const auto &[colour, count] : counts) {
        if (count > most) {
            most = count;
            ground = colour;
        }
    }
    double best = 1.0;
    for (const auto &[colour, count] : counts) {
        best = std::max(best, count >= 2 ? contrast(colour, ground) : 1.0);
    }
    return best;
}

/// "Large" by WCAG: 24 px, or 18.66 px where bold.
inline double wantedContrast(const QFont &font)
{
    const int px = QFontInfo(font).pixelSize();
    return px >= 24 || (px >= 19 && font.weight() >= QFont::Bold) ? 3.0 : 4.5;
}

/// Of a label or button that can be operated; what is disabled may be pale.
inline void lookAtContrast(const QWidget &window, const QWidget &widget, const QImage &picture, QStringList &found,
                           const QString &name)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const QString text = label != nullptr ? label->text() : button != nullptr ? button->text() : QString();
    const QRect seen = widget.visibleRegion().boundingRect();
    if (text.trimmed().isEmpty() || !widget.isEnabled() || seen.height() < widget.fontMetrics().height() ||
        seen.width() < widget.fontMetrics().averageCharWidth()) {
        return;
    }
    // Its frame is not its text.
    const QRect inner = button != nullptr ? seen.adjusted(3, 3, -3, -3) : seen;
    const double dpr = picture.devicePixelRatio();
    const QPoint at = widget.mapTo(&window, inner.topLeft());
    const QRect place(qRound(at.x() * dpr), qRound(at.y() * dpr), qRound(inner.width() * dpr),
                      qRound(inner.height() * dpr));
    const double wanted = wantedContrast(widget.font());
    if (const double has = contrastIn(picture, place); has < wanted) {
        found << QStringLiteral("%1 \"%2\" stands out from its ground by %3 : 1; it needs %4.")
                     .arg(name, text.simplified().left(40))
                     .arg(has, 0, 'f', 2)
                     .arg(wanted);
    }
}

/// Of the cells of a list or table that are whole in sight, chosen ones included.
inline void lookAtCellContrast(const QWidget &window, const QAbstractItemView &view, const QImage &picture,
                               QStringList &found, const QString &name)
{
    const QAbstractItemModel *model = view.model();
    const double dpr = picture.devicePixelRatio();
    for (int row = 0; model != nullptr && view.isEnabled() && row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex at = model->index(row, column);
            const QRect cell = view.visualRect(at);
            const QString text = at.data().toString();
            if (text.trimmed().isEmpty() || !cell.isValid() || !view.viewport()->rect().contains(cell) ||
                view.indexWidget(at) != nullptr || !at.flags().testFlag(Qt::ItemIsEnabled)) {
                continue;
            }
            const QRect inner = cell.adjusted(2, 2, -2, -2);
            const QPoint corner = view.viewport()->mapTo(&window, inner.topLeft());
            const double has = contrastIn(picture, QRect(qRound(corner.x() * dpr), qRound(corner.y() * dpr),
                                                         qRound(inner.width() * dpr), qRound(inner.height() * dpr)));
            if (has < wantedContrast(view.font())) {
                found << QStringLiteral("%1: the cell \"%2\" stands out from its ground by %3 : 1.")
                             .arg(name, text.simplified().left(40))
                             .arg(has, 0, 'f', 2);
            }
        }
    }
}

} // namespace legible

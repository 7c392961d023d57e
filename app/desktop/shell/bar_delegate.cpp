// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/bar_delegate.h"

#include <QPainter>
#include <algorithm>

#include "app/desktop/shell/prepared_table.h"

namespace tgc::desktop {

namespace {

constexpr int barHeight_px = 6;
constexpr int margin_px = 4;

} // namespace

void BarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant share = index.data(PreparedTable::BarRole);
    if (!share.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem text = option;
    text.rect.adjust(0, 0, 0, -barHeight_px - 1);
    QStyledItemDelegate::paint(painter, text, index);
    const QRect room = option.rect.adjusted(margin_px, 0, -margin_px, -3);
    const double width = std::clamp(share.toDouble(), 0.0, 1.0) * room.width();
    painter->fillRect(QRectF(room.left(), room.bottom() + 1 - barHeight_px, width, barHeight_px),
                      index.data(PreparedTable::BarColourRole).value<QColor>());
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(0, barHeight_px + 2);
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/wrapped_row.h"

#include <QWidget>
#include <algorithm>
#include <utility>

namespace tgc::desktop {

namespace {

constexpr int enoughForWords_px = 120; ///< of what may be shortened, before it goes to the next line

} // namespace

WrappedRow::WrappedRow(QWidget *parent) : QLayout(parent) {}

void WrappedRow::addItem(QLayoutItem *item)
{
    m_items.push_back({std::unique_ptr<QLayoutItem>(item), std::exchange(m_gap_px, 0), m_atRight});
}

void WrappedRow::addGap(int width_px)
{
    m_gap_px += width_px;
}

void WrappedRow::addStretch()
{
    m_atRight = true;
}

QLayoutItem *WrappedRow::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].item.get() : nullptr;
}

QLayoutItem *WrappedRow::takeAt(int index)
{
    if (index < 0 || index >= count()) {
        return nullptr;
    }
    QLayoutItem *taken = m_items[static_cast<std::size_t>(index)].item.release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

std::vector<WrappedRow::Line> WrappedRow::lines(int width) const
{
    std::vector<Line> all(1);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const QLayoutItem &item = *m_items[i].item;
        if (item.isEmpty()) {
            continue;
        }
        QSize wanted = item.sizeHint().expandedTo(item.minimumSize());
        const int before = all.back().items.empty() ? 0 : spacing() + m_items[i].gap_px;
        const int room = width - all.back().width - before;
        if (item.minimumSize().width() < wanted.width() &&
            room >= std::max(item.minimumSize().width(), enoughForWords_px)) {
            wanted.setWidth(std::min(wanted.width(), room));
        }
        if (!all.back().items.empty() && all.back().width + before + wanted.width() > width) {
            all.emplace_back();
        }
        Line &line = all.back();
        line.width += (line.items.empty() ? 0 : before) + wanted.width();
        line.height = std::max(line.height, wanted.height());
        line.items.push_back(i);
    }
    return all;
}

QSize WrappedRow::sizeHint() const
{
    const Line one = lines(QLAYOUTSIZE_MAX).front();
    const QMargins m = contentsMargins();
    return {one.width + m.left() + m.right(), one.height + m.top() + m.bottom()};
}

QSize WrappedRow::minimumSize() const
{
    QSize least;
    for (const Item &each : m_items) {
        if (!each.item->isEmpty()) {
            least = least.expandedTo(each.item->minimumSize());
        }
    }
    const QMargins m = contentsMargins();
    return {least.width() + m.left() + m.right(), least.height() + m.top() + m.bottom()};
}

int WrappedRow::heightForWidth(int width) const
{
    const QMargins m = contentsMargins();
    int height = m.top() + m.bottom() - spacing();
    for (const Line &line : lines(width - m.left() - m.right())) {
        height += line.height + spacing();
    }
    return height;
}

void WrappedRow::setGeometry(const QRect &place)
{
    QLayout::setGeometry(place);
    QRect inside = place.marginsRemoved(contentsMargins());
    const auto all = lines(inside.width());
    const bool one = all.size() == 1; // in the middle of what room there is
    for (const Line &line : all) {
        placeLine(line, QRect(inside.left(), inside.top(), inside.width(), one ? inside.height() : line.height));
        inside.setTop(inside.top() + line.height + spacing());
    }
}

void WrappedRow::placeLine(const Line &line, const QRect &place) const
{
    int x = place.left();
    bool right = false;
    for (const std::size_t i : line.items) {
        const Item &each = m_items[i];
        x += i == line.items.front() ? 0 : spacing() + each.gap_px;
        if (each.atRight && !right) {
            right = true;
            x += std::max(0, place.width() - line.width);
        }
        const int wanted = each.item->sizeHint().expandedTo(each.item->minimumSize()).width();
        const int room = place.right() + 1 - x;
        each.item->setGeometry(QRect(x, place.top(), std::min(wanted, std::max(room, 0)), place.height()));
        x += wanted;
    }
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <memory>
#include <vector>

namespace tgc::desktop {

/// A row that goes on in the next line where there is no room: nothing in it is cut, and it makes no window wider.
class WrappedRow : public QLayout {
public:
    explicit WrappedRow(QWidget *parent);

    void addItem(QLayoutItem *item) override;
    void addGap(int width_px); ///< left out at the beginning of a line
    void addStretch();         ///< what follows stands at the right end of its line

    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect &place) override;

private:
    struct Item {
        std::unique_ptr<QLayoutItem> item;
        int gap_px = 0; ///< before it
        bool atRight = false;
    };
    struct Line {
        std::vector<std::size_t> items;
        int width = 0;
        int height = 0;
    };
    [[nodiscard]] std::vector<Line> lines(int width) const;
    void placeLine(const Line &line, const QRect &place) const;

    std::vector<Item> m_items;
    int m_gap_px = 0; ///< before what comes next
    bool m_atRight = false;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/tells_what_is_cut.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QHelpEvent>
#include <QTableView>
#include <QToolTip>

namespace tgc::desktop {

namespace {

/// Beside the text in a cell, as the style draws it.
constexpr int margins_px = 8;

class Teller : public QObject {
public:
    explicit Teller(QAbstractItemView &view) : QObject(&view), m_view(view)
    {
        view.viewport()->installEventFilter(this);
        if (auto *table = qobject_cast<QTableView *>(&view)) {
            m_header = table->horizontalHeader();
            m_header->viewport()->installEventFilter(this);
        }
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::ToolTip) {
            return false;
        }
        const auto *help = static_cast<QHelpEvent *>(event);
        const bool cell = watched == m_view.viewport();
        const auto [text, toolTip, width] = cell ? cellAt(help->pos()) : sectionAt(help->pos());
        const QFontMetrics metrics(cell ? m_view.font() : m_header->font());
        if (text.isEmpty() || toolTip.contains(text) || metrics.size(0, text).width() + margins_px <= width) {
            return false; // as it always is
        }
        QToolTip::showText(help->globalPos(), toolTip.isEmpty() ? text : text + u'\n' + toolTip, &m_view);
        return true;
    }

private:
    struct Told {
        QString text;
        QString toolTip;
        int width = 0;
    };
    [[nodiscard]] Told cellAt(QPoint at) const
    {
        const QModelIndex index = m_view.indexAt(at);
        return {index.data().toString(), index.data(Qt::ToolTipRole).toString(), m_view.visualRect(index).width()};
    }
    [[nodiscard]] Told sectionAt(QPoint at) const
    {
        const int section = m_header->logicalIndexAt(at);
        const QAbstractItemModel *model = m_view.model();
        if (section < 0 || model == nullptr) {
            return {};
        }
        return {model->headerData(section, Qt::Horizontal).toString(),
                model->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString(), m_header->sectionSize(section)};
    }

    QAbstractItemView &m_view;
    QHeaderView *m_header = nullptr;
};

} // namespace

void tellWhatIsCut(QAbstractItemView &view)
{
    new Teller(view); // the view owns it
}

} // namespace tgc::desktop

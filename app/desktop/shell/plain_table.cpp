// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/plain_table.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QShortcut>
#include <QTableView>

#include "app/desktop/shell/tells_what_is_cut.h"

namespace tgc::desktop {

namespace {

constexpr int rowHeight_px = 32;

void copyRows(const QTableView &table)
{
    const QAbstractItemModel &model = *table.model();
    QStringList lines;
    QStringList cells;
    for (int c = 0; c < model.columnCount(); ++c) {
        cells << model.headerData(c, Qt::Horizontal).toString().replace(u'\n', u' ');
    }
    lines << cells.join(u'\t');
    for (const QModelIndex &row : table.selectionModel()->selectedRows()) {
        cells.clear();
        for (int c = 0; c < model.columnCount(); ++c) {
            cells << row.siblingAtColumn(c).data().toString();
        }
        lines << cells.join(u'\t');
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace

QTableView *makePlainTable(QAbstractItemModel &model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(&model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->setDefaultSectionSize(rowHeight_px);
    table->horizontalHeader()->setHighlightSections(false);
    tellWhatIsCut(*table);
    auto *copy = new QShortcut(QKeySequence::Copy, table, nullptr, nullptr, Qt::WidgetShortcut);
    QObject::connect(copy, &QShortcut::activated, table, [table] { copyRows(*table); });
    return table;
}

} // namespace tgc::desktop

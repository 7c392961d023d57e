// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/run_table.h"

#include <QHeaderView>
#include <QTableView>

#include "app/desktop/review/run_list_model.h"
#include "app/desktop/shell/plain_table.h"

namespace tgc::desktop {

QTableView *makeRunTable(QAbstractItemModel &runs, QWidget *parent)
{
    QTableView *table = makePlainTable(runs, parent);
    table->verticalHeader()->hide();
    table->setTextElideMode(Qt::ElideMiddle);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(RunListModel::File, QHeaderView::Stretch);
    return table;
}

} // namespace tgc::desktop

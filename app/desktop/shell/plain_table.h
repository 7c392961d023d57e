// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace tgc::desktop {

/// A read-only table in the house's dress: whole rows are selected, 32 px rows, Ctrl+C copies them for a spreadsheet.
[[nodiscard]] QTableView *makePlainTable(QAbstractItemModel &model, QWidget *parent);

} // namespace tgc::desktop

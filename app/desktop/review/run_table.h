// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace tgc::desktop {

/// The list of runs: a long file name gives way (its tooltip tells it whole), what the run is stays readable.
[[nodiscard]] QTableView *makeRunTable(QAbstractItemModel &runs, QWidget *parent);

} // namespace tgc::desktop

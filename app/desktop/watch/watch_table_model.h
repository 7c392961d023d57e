// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "app/session/watch/folder_watch.h"

namespace tgc::desktop {

/// The files of a watched folder and what became of each, the newest first.
class WatchTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { File, State, Sample, Run, Area, Why, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void clear();
    void take(const watch::FileRow &row); ///< in place of what was said of this file before
    [[nodiscard]] const watch::FileRow *row(int index) const;
    [[nodiscard]] std::size_t count(watch::FileRow::Outcome outcome) const;

private:
    std::vector<watch::FileRow> m_rows;
};

} // namespace tgc::desktop

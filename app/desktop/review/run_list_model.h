// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "db/run_records.h"

namespace tgc::desktop {

/// The runs of the store, newest first.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, File, Sample, Kind, Status, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(std::vector<db::RunSummary> runs);
    [[nodiscard]] const std::vector<db::RunSummary> &runs() const { return m_runs; }
    [[nodiscard]] int rowOf(db::RecordId id) const; ///< -1: not there

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<db::RunSummary> m_runs;
};

} // namespace tgc::desktop

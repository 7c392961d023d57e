// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <map>
#include <vector>

#include "db/store.h"

namespace tgc::desktop {

/// What is to be known of a run at a glance, in words: the flags of its newest result's peaks, a draft.
using RunFlags = std::map<db::RecordId, QString>;

/// The flags of all runs, from their newest results and their drafts.
[[nodiscard]] Result<RunFlags> readFlags(const db::Store &store);

/// The runs of the store, newest first.
class RunListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, File, Sample, Kind, Status, Flags, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFlags(RunFlags flags);
    void setRuns(std::vector<db::RunSummary> runs);
    [[nodiscard]] const std::vector<db::RunSummary> &runs() const { return m_runs; }
    [[nodiscard]] int rowOf(db::RecordId id) const; ///< -1: not there

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<db::RunSummary> m_runs;
    RunFlags m_flags;
};

} // namespace tgc::desktop

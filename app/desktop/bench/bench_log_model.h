// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <deque>

#include "app/desktop/bench/bench_link.h"
#include "app/desktop/bench/bench_state.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

/// What happened on the bench, newest first.
class BenchLogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, What, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `utc` as the station wrote it.
    void add(const QString &utc, State state, const QString &sentence);
    /// A line for what a technician would write into the book; of a device only what is new.
    void tell(const BenchEvent &event);
    /// What to call a run by when it is closed.
    void know(const BenchRun &run);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        QString utc, time, sentence;
        State state = State::Offline;
    };
    std::deque<Entry> m_entries;
    QHash<QString, QString> m_told; ///< what was told of each device last
    QHash<QString, QString> m_names; ///< of runs that are not closed yet
};

} // namespace tgc::desktop

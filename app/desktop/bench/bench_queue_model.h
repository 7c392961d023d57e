// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "app/desktop/bench/bench_state.h"

namespace tgc::desktop {

/// The queue as the station holds it, a row a line.
class BenchQueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Line, Sample, Kind, Method, Injections, State, Step, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(std::vector<BenchLine> lines);
    /// A line's new state, or a new line.
    void put(const BenchLine &line);
    /// A line that was taken out of the queue.
    void take(const BenchLine &line);
    [[nodiscard]] const std::vector<BenchLine> &lines() const { return m_lines; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<BenchLine> m_lines;
};

} // namespace tgc::desktop

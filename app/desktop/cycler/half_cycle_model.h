// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <utility>
#include <vector>

#include "app/desktop/cycler/open_cycler.h"

namespace tgc::desktop {

/// The half cycles of a file, a row each; ticked ones count.
class HalfCycleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Number,
        Time,
        Direction,
        Integral,
        Counter,
        Difference,
        MeanVoltage,
        EndVoltage,
        Remark,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// All of them count at first.
    void setFile(const OpenedCycler &opened);
    void clear();
    void setPlating(CycleDirection plating); ///< the direction that is called plated
    void setCounted(int row, bool counted) { setData(index(row, Number), counted ? Qt::Checked : Qt::Unchecked); }
    void setAllCounted(bool counted);

    [[nodiscard]] bool isCounted(int row) const { return m_counted[static_cast<std::size_t>(row)]; }
    [[nodiscard]] bool anyCounted() const;
    /// Runs of counted half cycles, numbered from 1, as session::CyclerReading wants them; empty where all count.
    [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> countedRanges() const;
    [[nodiscard]] std::vector<DrawnHalfCycle> drawn() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::CheckStateRole) override;

signals:
    void countedChanged();

private:
    [[nodiscard]] QString text(const QModelIndex &index) const;
    [[nodiscard]] QString role(int row) const; ///< "plated" or "stripped"

    std::shared_ptr<const session::CyclerSource> m_source;
    std::vector<Stretches> m_stretches_h;
    std::vector<bool> m_counted;
    CycleDirection m_plating = CycleDirection::Discharging;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "analysis/peaks/peak.h"

namespace tgc::desktop {

/// Our own peaks of one channel. Digits follow the uncertainty where one is known.
class PeakTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Retention,
        Area,
        AreaU,
        Height,
        Width,
        SignalToNoise,
        Tailing,
        Resolution,
        Code,
        Flags,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setPeaks(std::vector<Peak> peaks, const QString &signalUnit);
    [[nodiscard]] const std::vector<Peak> &peaks() const { return m_peaks; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// A typed name is told by `renamed`; it stands here when the peaks come back with it.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

signals:
    void renamed(int peak, const QString &name);

private:
    std::vector<Peak> m_peaks;
    QString m_unit;
};

} // namespace tgc::desktop

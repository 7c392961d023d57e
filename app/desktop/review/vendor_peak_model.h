// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "db/run_records.h"

namespace tgc::desktop {

/// The peaks the file brought along, in the vendor's own words and units.
class VendorPeakModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Retention, Area, Height, Concentration, Code, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPeaks(std::vector<db::VendorPeakRecord> peaks);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<db::VendorPeakRecord> m_peaks;
};

} // namespace tgc::desktop

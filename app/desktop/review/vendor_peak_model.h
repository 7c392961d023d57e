// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "analysis/peaks/peak.h"
#include "db/run_records.h"

namespace tgc::desktop {

/// The peaks the file brought along, in the vendor's own words and units, and ours at the same place beside them.
class VendorPeakModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Retention, Area, OurArea, Difference, Height, Concentration, Code, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `ours` of the same channel, whose signal has that unit.
    void setPeaks(std::vector<db::VendorPeakRecord> peaks, const std::vector<Peak> &ours,
                  const std::string &signalUnit);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant compared(std::size_t row, int column) const;
    [[nodiscard]] QString boundsInWords(std::size_t row) const;

    std::vector<db::VendorPeakRecord> m_peaks;
    std::vector<std::optional<Peak>> m_ours; ///< beside each of them
    std::string m_areaUnit;                  ///< of ours
};

} // namespace tgc::desktop

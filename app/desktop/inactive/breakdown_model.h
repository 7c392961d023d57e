// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "analysis/quantification/breakdown.h"

namespace tgc::desktop {

/// The inactive-Li breakdown, a row a sample; digits follow the uncertainty. The full digits are in the export.
class BreakdownModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Sample,
        Group,
        Injections,
        H2Net,
        H2NetU,
        LiMass,
        LiMassU,
        LiCharge,
        LiChargeU,
        Inactive,
        InactiveU,
        Sei,
        SeiU,
        LiShare,
        LiShareU,
        SeiShare,
        SeiShareU,
        Efficiency,
        Decision,
        Flags,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<Breakdown> rows);
    [[nodiscard]] const std::vector<Breakdown> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Breakdown> m_rows;
};

} // namespace tgc::desktop

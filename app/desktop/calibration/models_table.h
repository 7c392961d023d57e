// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "analysis/calibration/compare_models.h"

namespace tgc::desktop {

/// The usual models through the same standards, a row each, with what tells them apart.
class ModelsTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Model, LackOfFit, LowestLevel, WorstLevel, Loq, R2, ResidualSd, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `shown`: the choices of the curve that the workspace shows; its row is marked.
    void setFits(std::vector<ModelFit> fits, const CalibrationOptions &shown);
    [[nodiscard]] const std::vector<ModelFit> &fits() const { return m_fits; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const ModelFit &fit, int column) const;
    [[nodiscard]] bool isShown(const ModelFit &fit) const;

    std::vector<ModelFit> m_fits;
    CalibrationOptions m_shown;
};

/// "straight line, weights 1/x²".
[[nodiscard]] QString modelInWords(const CalibrationOptions &options);

} // namespace tgc::desktop

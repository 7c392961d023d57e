// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/desktop/calibration/models_table.h"

class QTableView;

namespace tgc::desktop {

/// The usual models through the same standards as a table; a row can be compared and taken.
class ModelsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ModelsPanel(QWidget *parent = nullptr);

    void setFits(std::vector<ModelFit> fits, const CalibrationOptions &shown);
    [[nodiscard]] QTableView *view() const { return m_view; }
    /// The row under the cursor; null without one.
    [[nodiscard]] const ModelFit *chosen() const;

signals:
    void chosenChanged();
    void taken(); ///< the chosen row is wanted as the draft's model

private:
    ModelsTable m_table;
    QTableView *m_view;
};

} // namespace tgc::desktop

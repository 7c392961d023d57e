// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "analysis/calibration/calibration.h"

class QComboBox;

namespace tgc::desktop {

/// The choices that make a curve: model, origin, weights, points or means.
class CurveOptionsForm : public QWidget {
    Q_OBJECT
public:
    explicit CurveOptionsForm(QWidget *parent = nullptr);

    [[nodiscard]] CalibrationOptions options() const;
    /// Shows these choices; `changed` is emitted once.
    void setOptions(const CalibrationOptions &options);

signals:
    void changed();

private:
    QComboBox *m_model;
    QComboBox *m_origin;
    QComboBox *m_weights;
    QComboBox *m_from;
};

} // namespace tgc::desktop

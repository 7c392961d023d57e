// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "analysis/calibration/read_amount.h"

class QLabel;
class QLineEdit;

namespace tgc::desktop {

class CurvePlot;

/// One unknown read off the curve that is shown: its area, or those of replicate injections, typed; the amount beside it.
class ReadOffPanel : public QWidget {
    Q_OBJECT
public:
    explicit ReadOffPanel(QWidget *parent = nullptr);

    /// The curve to read from; what is typed is read anew.
    void setCurve(std::optional<Calibration> curve);

    [[nodiscard]] const std::optional<ReadAmount> &read() const { return m_read; }
    [[nodiscard]] QLineEdit *areas() const { return m_areas; }
    [[nodiscard]] QLabel *words() const { return m_words; }

signals:
    void changed(); ///< read() is another one, or none

private:
    void readAreas();

    std::optional<Calibration> m_curve;
    std::optional<ReadAmount> m_read;
    QLineEdit *m_areas;
    QLabel *m_words;
};

/// The curve with the panel under it; what is read is drawn on the curve.
[[nodiscard]] QWidget *withReadOff(CurvePlot &plot, ReadOffPanel &panel, QWidget *parent);

} // namespace tgc::desktop

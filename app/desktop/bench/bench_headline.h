// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace tgc::desktop {

class BenchModel;
class ElidedLabel;
class StateChip;

/// The line above the plot, readable from across the room: the detector's value with its noise, the vial's pressure, and what is
/// being recorded, for how long, and when it was last made safe on the disk.
class BenchHeadline : public QFrame {
    Q_OBJECT
public:
    explicit BenchHeadline(BenchModel &model, QWidget *parent = nullptr);

    void setChannel(int channel) { m_channel = channel; }
    /// A few times a second: faster, nobody can read digits.
    void refresh();
    [[nodiscard]] QString valueText() const;
    [[nodiscard]] QString pressureText() const; ///< empty where the bench has no gauge
    [[nodiscard]] QString runText() const;

private:
    void showPressure();

    BenchModel &m_model;
    int m_channel = 0;
    QLabel *m_value;
    QLabel *m_noise;
    QLabel *m_pressure;
    QLabel *m_pressureName;
    StateChip *m_chip;
    QLabel *m_time;
    ElidedLabel *m_run;
    ElidedLabel *m_saved;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <vector>

#include "app/desktop/bench/bench_state.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace tgc::desktop {

class StateChip;

/// One device: its state, what it reads, who it is, how its line does, and why it is not ready.
class DeviceCard : public QFrame {
    Q_OBJECT
public:
    explicit DeviceCard(QWidget *parent = nullptr);

    void setDevice(const BenchDevice &device);
    /// Those of this device.
    void setReadings(const std::vector<BenchReading> &readings);
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] QString text() const; ///< everything the card says

signals:
    void connectRequested(const QString &id);
    void initialiseRequested(); ///< show where; nothing moves yet

private:
    QString m_id;
    QLabel *m_name;
    StateChip *m_chip;
    QLabel *m_why;
    QGridLayout *m_readings;
    std::vector<std::pair<QLabel *, QLabel *>> m_rows;
    QLabel *m_who;
    QLabel *m_link;
    QPushButton *m_connect;
    QPushButton *m_initialise;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;

namespace tgc::desktop {

class BenchModel;

/// The bench's part of the status strip, on every workspace: GC ready, detector, pressure, recording; and a red chip as
/// long as the station or a device is lost.
class BenchStrip : public QFrame {
    Q_OBJECT
public:
    explicit BenchStrip(BenchModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QToolButton *chip() const { return m_chip; }

signals:
    void opened(); ///< the chip was pressed: show the bench

private:
    void refresh();

    BenchModel &m_model;
    QTimer m_tick;
    QToolButton *m_chip;
    QLabel *m_text;
    QLabel *m_recording;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <map>

#include "app/station/protocol/stop_table.h"

class QPushButton;

namespace tgc::desktop {

/// The three ways to stop side by side, each with what it does and what nobody knows afterwards, in the window and beside
/// the work. Escape closes it and stops nothing.
class StopPanel : public QFrame {
    Q_OBJECT
public:
    explicit StopPanel(QWidget *parent = nullptr);

    void open();
    [[nodiscard]] QPushButton *button(station::StopAct act) const { return m_buttons.at(act); }
    [[nodiscard]] QString text() const;

signals:
    void chosen(tgc::station::StopAct act);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeColumn(station::StopAct act);
    void dress();

    std::map<station::StopAct, QPushButton *> m_buttons;
};

} // namespace tgc::desktop

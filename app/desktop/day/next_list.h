// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <vector>

#include "app/session/day/what_next.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tgc::desktop {

/// One act: its number, what to do, why, and the button that does it.
class NextRow : public QFrame {
    Q_OBJECT
public:
    explicit NextRow(QWidget *parent = nullptr);
    void setAct(int number, const day::NextAct &act);
    [[nodiscard]] const day::NextAct &act() const { return m_act; }
    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] QString text() const;

signals:
    void asked(const tgc::day::NextAct &act);

private:
    day::NextAct m_act;
    QLabel *m_number;
    QLabel *m_words;
    QLabel *m_reason;
    QPushButton *m_button;
};

/// "What to do next": numbered, the most pressing first.
class NextList : public QWidget {
    Q_OBJECT
public:
    explicit NextList(QWidget *parent = nullptr);
    void setActs(const std::vector<day::NextAct> &acts);
    [[nodiscard]] std::vector<NextRow *> rows() const; ///< those that are shown

signals:
    void asked(const tgc::day::NextAct &act);

private:
    QVBoxLayout *m_column;
    QLabel *m_nothing;
    std::vector<NextRow *> m_rows;
    std::size_t m_shown = 0;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <map>
#include <vector>

#include "app/desktop/bench/bench_state.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tgc::desktop {

class BenchModel;
class StateChip;

/// One interlock that forbids doses: why, what to do, and where it is latched the place to acknowledge it, with name and
/// reason. What was typed stays while others come and go.
class InterlockCard : public QFrame {
    Q_OBJECT
public:
    explicit InterlockCard(QWidget *parent = nullptr);

    void setInterlock(const BenchInterlock &interlock);
    void setTrouble(const QString &sentence);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QLineEdit *byField() const { return m_by; }
    [[nodiscard]] QLineEdit *reasonField() const { return m_reason; }
    [[nodiscard]] QPushButton *acknowledgeButton() const { return m_acknowledge; }

signals:
    void acknowledged(const QString &name, const QString &by, const QString &reason);

private:
    void acknowledge();
    void refresh();

    QString m_name;
    QLabel *m_text;
    QLabel *m_trouble;
    QLineEdit *m_by;
    QLineEdit *m_reason;
    QPushButton *m_acknowledge;
};

/// The interlocks of the bench: each with its state as a word and a sign, its value beside its limit, and below them a
/// card for every one that forbids doses. Hidden where the bench declares none.
class InterlockStrip : public QFrame {
    Q_OBJECT
public:
    explicit InterlockStrip(BenchModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const; ///< everything that is visible
    [[nodiscard]] InterlockCard *card(const QString &name) const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; ///< of the page it stands on

private:
    struct Shown {
        StateChip *chip;
        QLabel *words;
    };
    void refresh();
    void dress();
    void fitCards();
    [[nodiscard]] int roomForCards() const;
    void acknowledge(const QString &name, const QString &by, const QString &reason);

    BenchModel &m_model;
    QLabel *m_title;
    QGridLayout *m_grid;
    QScrollArea *m_cardArea; ///< scrolls where there are so many that the bench below would not be seen
    QVBoxLayout *m_cardColumn;
    std::vector<Shown> m_shown;
    std::map<QString, InterlockCard *> m_cards;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <vector>

#include "app/session/care_state.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tgc::desktop {

class CareForm;
class CareModel;
class MessageBar;
class StateChip;

/// One subject: its light, what it is, how much was counted, why, and the button that records the next act.
class CareLine : public QFrame {
    Q_OBJECT
public:
    explicit CareLine(QWidget *parent = nullptr);
    void setRow(const care::CareRow &row, bool withBench);
    [[nodiscard]] const care::CareRow &row() const { return m_row; }
    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] QString text() const; ///< "due|Septum|151 of 150 injections|..."

signals:
    void asked(const tgc::care::CareRow &row);

private:
    care::CareRow m_row;
    StateChip *m_chip;
    QLabel *m_subject;
    QLabel *m_count;
    QLabel *m_words;
    QPushButton *m_button;
};

/// "GC care": one line that tells how the chromatographs stand, and opened, below it, every subject and the form for what
/// was done.
class CarePanel : public QFrame {
    Q_OBJECT
public:
    CarePanel(CareModel &model, MessageBar &messages, QWidget *parent = nullptr);

    /// Opens the form for the row of that key (care_model.h); false where nothing is recorded of it.
    bool openFor(const std::string &key);
    [[nodiscard]] CareForm *form() const { return m_form; }
    [[nodiscard]] QPushButton *toggle() const { return m_toggle; }
    [[nodiscard]] QPushButton *takeBackButton() const { return m_takeBack; }
    [[nodiscard]] std::vector<CareLine *> lines() const; ///< those that are shown
    [[nodiscard]] QString summary() const;
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;

private:
    void layOut();
    void refresh();
    void showForm(bool form); ///< in the place of the subjects
    void record(const care::CareAct &act);
    void takeBack(qint64 id, const QString &by, const QString &reason);

    CareModel &m_model;
    MessageBar &m_messages;
    StateChip *m_chip;
    QLabel *m_summary;
    QPushButton *m_record;
    QPushButton *m_takeBack;
    QPushButton *m_toggle;
    QWidget *m_body;
    QVBoxLayout *m_column;
    QLabel *m_remarks;
    CareForm *m_form;
    QScrollArea *m_list;
    QScrollArea *m_formArea;
    std::vector<CareLine *> m_lines;
    std::size_t m_shown = 0;
};

} // namespace tgc::desktop

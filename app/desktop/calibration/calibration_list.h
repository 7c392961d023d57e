// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <string>

#include "app/desktop/lab/lab.h"

class QLabel;
class QListWidget;
class QToolButton;

namespace tgc::desktop {

class MessageBar;

/// The draft and the saved calibrations with their states, what uses the chosen one, and what can be done with it.
class CalibrationList : public QWidget {
    Q_OBJECT
public:
    CalibrationList(Lab &lab, MessageBar &messages, QWidget *parent = nullptr);

    /// The calibration that is looked at; empty: the draft, the curve through the standards of the table.
    [[nodiscard]] std::optional<db::RecordId> chosen() const { return m_chosen; }
    void choose(std::optional<db::RecordId> id);

    /// The curve through the table's standards; the words below the list say whether it is saved already.
    void setDraft(const std::optional<Calibration> &curve);

    void useChosen();
    void approveChosen();
    void retireChosen(); ///< asks in the bar for the reason
    [[nodiscard]] QString whereUsed() const;

signals:
    void chosenChanged();

private:
    void refresh();
    void showState();
    void askUses();
    [[nodiscard]] QString draftInWords() const;

    Lab &m_lab;
    MessageBar &m_messages;
    QListWidget *m_list;
    QLabel *m_uses;
    QToolButton *m_use;
    QToolButton *m_approve;
    QToolButton *m_retire;
    std::optional<db::RecordId> m_chosen;
    std::optional<std::string> m_draft; ///< as it would be saved
    bool m_filling = false;
};

} // namespace tgc::desktop

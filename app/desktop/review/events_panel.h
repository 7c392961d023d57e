// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/desktop/review/event_table_model.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace tgc::desktop {

/// The run's own event table under the hands: rows added from the list of events, edited, deleted, taken back; with what
/// the row under the cursor does.
class EventsPanel : public QWidget {
    Q_OBJECT
public:
    explicit EventsPanel(EventDraft &draft, QWidget *parent = nullptr);

    void setChannel(const std::string &channel, const QString &signalUnit);
    [[nodiscard]] EventTableModel &model() { return m_model; }
    [[nodiscard]] QTableView *view() const { return m_view; }
    [[nodiscard]] QComboBox *list() const { return m_list; }
    /// The cursor into a row's reason, ready to type.
    void askForReason(int row);
    void deleteChosenRows();

signals:
    void addRequested(tgc::EventKind kind);
    void discardRequested();

private:
    void showHelp();

    EventDraft &m_draft;
    EventTableModel m_model;
    QTableView *m_view;
    QComboBox *m_list;
    QLabel *m_help;
    std::string m_channel;
    QString m_unit;
};

} // namespace tgc::desktop

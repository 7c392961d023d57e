// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "app/desktop/review/event_draft.h"

namespace tgc::desktop {

/// One channel's own event table, to be edited: what was done by hand, in the order in which it is done, and why. Times
/// in min as typed; a cell that cannot be is refused with a sentence and stays as it was.
class EventTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Event, From, To, Value, Reason, ColumnCount };

    explicit EventTableModel(EventDraft &draft, QObject *parent = nullptr);

    void setChannel(const std::string &channel, const QString &signalUnit);
    [[nodiscard]] const EventDraft::Events &events() const { return m_draft.events(m_channel); }
    /// The first row without a reason; -1: every row has one.
    [[nodiscard]] int rowWithoutReason() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

signals:
    void refused(const QString &sentence); ///< what was typed

private:
    [[nodiscard]] QString text(const IntegrationEvent &event, int column, bool toEdit) const;

    EventDraft &m_draft;
    std::string m_channel;
    QString m_unit;
    int m_rows = 0; ///< as the views know them
};

/// What an event does, with unit and what holds without it: one sentence or two, from the table of events.
[[nodiscard]] QString eventInWords(EventKind kind, const QString &signalUnit);

} // namespace tgc::desktop

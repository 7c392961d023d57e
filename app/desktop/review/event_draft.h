// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUndoStack>
#include <map>
#include <string>
#include <vector>

#include "analysis/peaks/integration_event.h"

namespace tgc::desktop {

/// The event tables of a run's channels as they are being worked on, with undo. Undo works on the tables: signals and
/// saved results are never touched.
class EventDraft : public QObject {
    Q_OBJECT
public:
    using Events = std::vector<IntegrationEvent>;
    using Tables = std::map<std::string, Events>;

    using QObject::QObject;

    /// Another run, or the run as it was saved: nothing to undo.
    void load(Tables tables);
    [[nodiscard]] const Events &events(const std::string &channel) const;
    [[nodiscard]] const Tables &tables() const { return m_tables; }

    /// One step of undo. Steps with the same `merge` in a row are one step together, empty never is.
    void replace(const std::string &channel, Events events, const QString &what, const QString &merge = {});
    /// A row at the end of the table; with the same `merge` as the step before, in place of the row that one made.
    void append(const std::string &channel, const IntegrationEvent &event, const QString &merge = {});
    void removeRows(const std::string &channel, std::vector<int> rows);

    [[nodiscard]] QUndoStack &undoStack() { return m_undo; }

signals:
    void changed(const std::string &channel); ///< by hand, undo or redo; not by `load`

private:
    class Step;
    void put(const std::string &channel, const Events &events);

    Tables m_tables;
    QUndoStack m_undo;
};

} // namespace tgc::desktop

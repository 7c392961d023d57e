// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <map>
#include <set>
#include <vector>

#include "app/desktop/lab/store_worker.h"
#include "db/audit_pages.h"

namespace tgc::desktop {

/// The audit trail, newest first. It knows the numbers of all entries that are wanted, and reads the entries themselves a
/// page at a time, when somebody looks at them: a hundred thousand scroll like a hundred.
class TrailModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Entry, When, Who, What, Record, Reason, ColumnCount };

    explicit TrailModel(StoreWorker &store, QObject *parent = nullptr);

    /// Reads the list anew; what was asked before and is not answered yet is dropped.
    void show(const db::AuditQuery &query);
    /// Empty while its page is on the way.
    [[nodiscard]] const db::AuditEntry *entryAt(int row) const;
    [[nodiscard]] db::RecordId numberAt(int row) const { return m_ids[static_cast<std::size_t>(row)]; }
    /// Below zero: it is not in the list.
    [[nodiscard]] int rowOf(db::RecordId number) const;
    [[nodiscard]] bool reading() const { return m_reading; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void listed();
    void pageRead(int firstRow, int lastRow);
    void failed(const QString &sentence);

private:
    void readPage(int page) const;

    StoreWorker &m_store;
    std::vector<db::RecordId> m_ids;
    mutable std::map<int, std::vector<db::AuditEntry>> m_pages; ///< by number
    mutable std::set<int> m_asked; ///< pages that are on the way
    int m_question = 0; ///< answers to older ones are dropped
    bool m_reading = false;
};

} // namespace tgc::desktop

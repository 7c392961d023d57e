// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/records/trail_model.h"

#include <algorithm>
#include <functional>

#include "app/desktop/records/trail_words.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

namespace {

constexpr int pageRows = 200;
constexpr std::size_t mostPages = 50; ///< kept at a time: enough for what is in sight, and for going back a little

} // namespace

TrailModel::TrailModel(StoreWorker &store, QObject *parent) : QAbstractTableModel(parent), m_store(store) {}

void TrailModel::show(const db::AuditQuery &query)
{
    const int question = ++m_question;
    m_reading = true;
    using Ids = std::vector<db::RecordId>;
    m_store.ask<Ids>(
        this, [query](db::Store &store) { return db::auditIds(store, query); },
        [this, question](Result<Ids> ids) {
            if (question != m_question) {
                return;
            }
            m_reading = false;
            if (!ids) {
                emit failed(qstr(ids.error().message));
                return;
            }
            beginResetModel();
            m_ids = std::move(*ids);
            m_pages.clear();
            m_asked.clear();
            endResetModel();
            emit listed();
        });
}

int TrailModel::rowOf(db::RecordId number) const
{
    const auto found = std::lower_bound(m_ids.begin(), m_ids.end(), number, std::greater<>());
    return found == m_ids.end() || *found != number ? -1 : static_cast<int>(found - m_ids.begin());
}

const db::AuditEntry *TrailModel::entryAt(int row) const
{
    if (row < 0 || row >= rowCount()) {
        return nullptr;
    }
    const int page = row / pageRows;
    const auto found = m_pages.find(page);
    if (found == m_pages.end()) {
        readPage(page);
        return nullptr;
    }
    // Where an entry is gone from the file, the page has a hole: it is found by its number.
    for (const db::AuditEntry &entry : found->second) {
        if (entry.id == numberAt(row)) {
            return &entry;
        }
    }
    return nullptr;
}

void TrailModel::readPage(int page) const
{
    if (!m_asked.insert(page).second) {
        return;
    }
    const auto first = static_cast<std::size_t>(page) * pageRows;
    const std::vector<db::RecordId> ids(m_ids.begin() + static_cast<std::ptrdiff_t>(first),
                                        m_ids.begin() +
                                            static_cast<std::ptrdiff_t>(std::min(first + pageRows, m_ids.size())));
    using Entries = std::vector<db::AuditEntry>;
    auto *self = const_cast<TrailModel *>(this); // what is shown does not change by being read
    m_store.ask<Entries>(
        self, [ids](db::Store &store) { return db::auditEntries(store, ids); },
        [self, page, question = m_question](Result<Entries> entries) {
            if (question != self->m_question) {
                return;
            }
            self->m_asked.erase(page);
            if (!entries) {
                emit self->failed(qstr(entries.error().message));
                return;
            }
            if (self->m_pages.size() >= mostPages) { // the one that is farthest away goes
                const auto lowest = self->m_pages.begin();
                const auto highest = std::prev(self->m_pages.end());
                self->m_pages.erase(page - lowest->first > highest->first - page ? lowest : highest);
            }
            self->m_pages[page] = std::move(*entries);
            const int firstRow = page * pageRows;
            const int lastRow = std::min(firstRow + pageRows, self->rowCount()) - 1;
            emit self->dataChanged(self->index(firstRow, 0), self->index(lastRow, ColumnCount - 1));
            emit self->pageRead(firstRow, lastRow);
        });
}

int TrailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int TrailModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant TrailModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (index.column() == Entry ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    if (index.column() == Entry) {
        return role == Qt::DisplayRole ? QVariant(static_cast<qlonglong>(numberAt(index.row()))) : QVariant();
    }
    const db::AuditEntry *entry = entryAt(index.row());
    if (entry == nullptr) {
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("...")) : QVariant();
    }
    const QString reason = qstr(entry->reason.value_or(""));
    switch (index.column()) {
    case When: return role == Qt::DisplayRole ? QVariant(whenText(entry->at_utc)) : QVariant();
    case Who: return role == Qt::DisplayRole ? personText(*entry) : accountText(*entry);
    case What: return role == Qt::DisplayRole ? QVariant(actionText(entry->action)) : QVariant();
    case Record: return role == Qt::DisplayRole ? QVariant(recordText(*entry)) : QVariant();
    case Reason: return reason.isEmpty() && role == Qt::ToolTipRole ? QVariant() : QVariant(reason);
    default: return {};
    }
}

QVariant TrailModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Entry: return tr("Entry");
    case When: return tr("When (UTC)");
    case Who: return tr("Who");
    case What: return tr("What");
    case Record: return tr("Record");
    case Reason: return tr("Reason");
    default: return {};
    }
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/watch/watch_table_model.h"

#include <algorithm>

#include "app/desktop/shell/digits.h"
#include "app/desktop/shell/text.h"

namespace tgc::desktop {

using Outcome = watch::FileRow::Outcome;

int WatchTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WatchTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant WatchTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case File: return tr("File");
    case State: return tr("State");
    case Sample: return tr("Injection");
    case Run: return tr("Run");
    case Area: return tr("H2 area");
    case Why: return tr("Why");
    default: return {};
    }
}

QVariant WatchTableModel::data(const QModelIndex &index, int role) const
{
    const watch::FileRow *one = row(index.row());
    if (one == nullptr) {
        return {};
    }
    if (role == Qt::ToolTipRole) {
        return qstr(one->why);
    }
    if (role == Qt::TextAlignmentRole && index.column() == Area) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case File: return qstr(one->file);
    case State:
        switch (one->outcome) {
        case Outcome::Matched: return tr("matched");
        case Outcome::Unmatched: return tr("not matched");
        case Outcome::Unreadable: return tr("cannot be read");
        case Outcome::AlreadyThere: return tr("already there");
        }
        return {};
    case Sample:
        return one->sampleId.empty() ? QString()
                                     : tr("%1, %2").arg(qstr(one->sampleId)).arg(one->injection.value_or(0));
    case Run: return qstr(one->run);
    case Area: return one->area ? valueText(*one->area) + u' ' + qstr(one->areaUnit) : QString();
    case Why: return qstr(one->why);
    default: return {};
    }
}

void WatchTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void WatchTableModel::take(const watch::FileRow &row)
{
    const auto known =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const watch::FileRow &each) { return each.file == row.file; });
    if (known != m_rows.end()) {
        const int at = static_cast<int>(known - m_rows.begin());
        beginRemoveRows({}, at, at);
        m_rows.erase(known);
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_rows.insert(m_rows.begin(), row);
    endInsertRows();
}

const watch::FileRow *WatchTableModel::row(int index) const
{
    return index >= 0 && index < static_cast<int>(m_rows.size()) ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

std::size_t WatchTableModel::count(Outcome outcome) const
{
    return static_cast<std::size_t>(std::count_if(
        m_rows.begin(), m_rows.end(), [outcome](const watch::FileRow &row) { return row.outcome == outcome; }));
}

} // namespace tgc::desktop

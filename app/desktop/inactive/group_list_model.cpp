// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/group_list_model.h"

#include <algorithm>
#include <numeric>

namespace tgc::desktop {

void GroupListModel::setGroups(const std::vector<StudyGroup> &groups)
{
    beginResetModel();
    m_groups.clear();
    QSet<QString> hidden;
    for (const StudyGroup &group : groups) {
        m_groups.push_back({group.name, static_cast<int>(group.rows.size())});
        if (m_hidden.contains(group.name)) {
            hidden.insert(group.name);
        }
    }
    m_hidden = hidden;
    endResetModel();
}

int GroupListModel::hidden() const
{
    return static_cast<int>(m_hidden.size());
}

void GroupListModel::chooseAll()
{
    if (!m_hidden.isEmpty()) {
        m_hidden.clear();
        tellAll();
    }
}

void GroupListModel::showOnly(const QString &group)
{
    m_hidden.clear();
    for (const Entry &entry : m_groups) {
        if (entry.name != group) {
            m_hidden.insert(entry.name);
        }
    }
    tellAll();
}

int GroupListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_groups.empty() ? 0 : static_cast<int>(m_groups.size()) + 1;
}

int GroupListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GroupListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const bool all = index.row() == 0;
    if (role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignVCenter | (index.column() == Count ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (index.column() == Count) {
        const int total = std::accumulate(m_groups.begin(), m_groups.end(), 0,
                                          [](int sum, const Entry &entry) { return sum + entry.samples; });
        return role != Qt::DisplayRole ? QVariant()
               : all                   ? QVariant(total)
                                       : QVariant(m_groups[static_cast<std::size_t>(index.row() - 1)].samples);
    }
    const QString name = all ? tr("All") : m_groups[static_cast<std::size_t>(index.row() - 1)].name;
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        return name;
    }
    if (role == Qt::CheckStateRole) {
        if (all) {
            return m_hidden.isEmpty()                                           ? Qt::Checked
                   : m_hidden.size() == static_cast<qsizetype>(m_groups.size()) ? Qt::Unchecked
                                                                                : Qt::PartiallyChecked;
        }
        return isChosen(name) ? Qt::Checked : Qt::Unchecked;
    }
    return {};
}

QVariant GroupListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Group") : tr("n");
}

Qt::ItemFlags GroupListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

bool GroupListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Name) {
        return false;
    }
    const bool chosen = value.toInt() != Qt::Unchecked;
    const auto set = [&](const QString &name) {
        if (chosen) {
            m_hidden.remove(name);
        } else {
            m_hidden.insert(name);
        }
    };
    if (index.row() == 0) {
        for (const Entry &entry : m_groups) {
            set(entry.name);
        }
    } else {
        set(m_groups[static_cast<std::size_t>(index.row() - 1)].name);
    }
    tellAll();
    return true;
}

void GroupListModel::tellAll()
{
    if (!m_groups.empty()) {
        emit dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::CheckStateRole});
    }
    emit chosenChanged();
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_log_model.h"

#include <QApplication>
#include <QBrush>
#include <QDateTime>

namespace tgc::desktop {

namespace {

constexpr std::size_t kept = 1000;

} // namespace

void BenchLogModel::add(const QString &utc, State state, const QString &sentence)
{
    const QDateTime when = QDateTime::fromString(utc, Qt::ISODateWithMs).toLocalTime();
    beginInsertRows({}, 0, 0);
    m_entries.push_front({utc, when.isValid() ? when.toString(QStringLiteral("HH:mm:ss")) : utc, sentence, state});
    endInsertRows();
    if (m_entries.size() > kept) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(kept));
        m_entries.pop_back();
        endRemoveRows();
    }
}

int BenchLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int BenchLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BenchLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == Qt::ForegroundRole && (entry.state == State::Bad || entry.state == State::Waiting)) {
        return QBrush(readable(stateColour(entry.state), QApplication::palette()));
    }
    if (role == Qt::ToolTipRole) {
        return tr("%1\n%2").arg(entry.utc, entry.sentence);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return index.column() == Time ? entry.time : entry.sentence;
}

QVariant BenchLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Time ? tr("Time") : tr("What happened");
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/run_list_model.h"

#include <QFileInfo>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

void RunListModel::setRuns(std::vector<db::RunSummary> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    endResetModel();
}

int RunListModel::rowOf(db::RecordId id) const
{
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        if (m_runs[i].id == id) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const db::RunSummary &run = m_runs[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole) {
        const std::string when = run.startedUtc ? *run.startedUtc : run.acquiredAt.value_or("");
        return tr("%1\nacquired: %2\n%3 points, source: %4")
            .arg(qstr(run.fileName), when.empty() ? tr("not stated") : qstr(when))
            .arg(run.points)
            .arg(qstr(toString(run.source)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Number: return qstr(db::runName(run.id));
    case File: return QFileInfo(qstr(run.fileName)).fileName();
    case Sample: return qstr(run.sampleId.value_or(""));
    case Kind: return qstr(run.kind);
    case Status: return run.source == Source::Simulated ? tr("simulated") : qstr(run.status);
    default: return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Number: return tr("Run");
    case File: return tr("File");
    case Sample: return tr("Sample");
    case Kind: return tr("Kind");
    case Status: return tr("Status");
    default: return {};
    }
}

} // namespace tgc::desktop

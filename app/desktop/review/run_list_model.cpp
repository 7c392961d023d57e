// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/run_list_model.h"

#include <QFileInfo>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

Result<RunFlags> readFlags(const db::Store &store)
{
    db::ResultFilter newest;
    newest.kind = "integration";
    newest.latestOnly = true;
    newest.withdrawnToo = false;
    const auto results = store.results(newest);
    if (!results) {
        return fail(results.error());
    }
    const auto drafts = store.drafts();
    if (!drafts) {
        return fail(drafts.error());
    }
    std::map<db::RecordId, QStringList> words;
    for (const db::RunDraft &draft : *drafts) {
        words[draft.run] << RunListModel::tr("draft");
    }
    for (const db::StoredResult &each : *results) {
        QStringList &own = words[each.result.runId.value_or(0)];
        for (const db::PeakRecord &peak : each.result.peaks) {
            for (const std::string &flag : peak.flags) {
                if (!own.contains(qstr(flag))) {
                    own << qstr(flag);
                }
            }
        }
    }
    RunFlags flags;
    for (const auto &[run, own] : words) {
        flags[run] = own.join(QStringLiteral(", "));
    }
    return flags;
}

void RunListModel::setFlags(RunFlags flags)
{
    m_flags = std::move(flags);
    if (!m_runs.empty()) {
        emit dataChanged(index(0, Flags), index(rowCount() - 1, Flags));
    }
}

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
    case Flags: {
        const auto found = m_flags.find(run.id);
        return found == m_flags.end() ? QString() : found->second;
    }
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
    case Flags: return tr("Flags");
    default: return {};
    }
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/runs_panel.h"

#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/review/run_table.h"

namespace tgc::desktop {

void WordFilter::setWords(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool WordFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    QString all;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column) {
        const QModelIndex at = sourceModel()->index(row, column, parent);
        all += at.data().toString() + u'\n' + (column == 0 ? at.data(Qt::ToolTipRole).toString() : QString()) + u'\n';
    }
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

RunsPanel::RunsPanel(QWidget *parent) : QWidget(parent), m_filter(new QLineEdit(this))
{
    m_shown.setSourceModel(&m_runs);
    m_view = makeRunTable(m_shown, this);
    m_filter->setPlaceholderText(tr("Filter: sample, file, status, flag ..."));
    m_filter->setClearButtonEnabled(true);
    m_filter->setObjectName(QStringLiteral("runFilter"));
    m_filter->setWhatsThis(tr("**Filter**\n\nOnly runs in which every word stands somewhere: number, file, sample, "
                              "kind, status, flags, date. Down goes to the list."));
    m_view->setWhatsThis(tr("**Runs**\n\nThe newest first. Choose several (Ctrl or Shift with a click or the arrow "
                            "keys) to lay them over one another. PgUp and PgDn go from run to run."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_view, 1);
    connect(m_filter, &QLineEdit::textChanged, &m_shown, &WordFilter::setWords);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        m_view->setFocus(Qt::OtherFocusReason);
        showFirst();
    });
    const auto *selection = m_view->selectionModel();
    connect(selection, &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid() && !m_moving) {
            emit opened(runAt(now));
        }
    });
    connect(selection, &QItemSelectionModel::selectionChanged, this, [this] {
        QModelIndexList rows = m_view->selectionModel()->selectedRows();
        std::sort(rows.begin(), rows.end());
        QList<qint64> runs;
        for (const QModelIndex &row : rows) {
            runs << runAt(row);
        }
        emit chosen(runs);
    });
}

qint64 RunsPanel::runAt(const QModelIndex &row) const
{
    return m_runs.runs()[static_cast<std::size_t>(m_shown.mapToSource(row).row())].id;
}

void RunsPanel::setRuns(std::vector<db::RunSummary> runs)
{
    const QScopedValueRollback quiet(m_moving, true);
    m_runs.setRuns(std::move(runs));
}

bool RunsPanel::show(db::RecordId run)
{
    const int row = m_shown.mapFromSource(m_runs.index(m_runs.rowOf(run), 0)).row();
    if (row >= 0 && row != m_view->currentIndex().row()) {
        const QScopedValueRollback quiet(m_moving, true);
        m_view->selectRow(row);
    }
    return row >= 0;
}

void RunsPanel::showFirst()
{
    if (m_shown.rowCount() > 0) {
        m_view->selectRow(0);
    }
}

void RunsPanel::step(int by)
{
    if (m_shown.rowCount() > 0) {
        m_view->selectRow(std::clamp(m_view->currentIndex().row() + by, 0, m_shown.rowCount() - 1));
    }
}

} // namespace tgc::desktop

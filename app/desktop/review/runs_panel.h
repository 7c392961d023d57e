// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QWidget>

#include "app/desktop/review/run_list_model.h"

class QLineEdit;
class QTableView;

namespace tgc::desktop {

/// Rows in which every typed word stands somewhere.
class WordFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setWords(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

/// The list of runs, narrowed as one types. The current row is the run that is shown; several chosen rows are to be laid
/// over one another.
class RunsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RunsPanel(QWidget *parent = nullptr);

    void setRuns(std::vector<db::RunSummary> runs);
    void setFlags(RunFlags flags) { m_runs.setFlags(std::move(flags)); }
    [[nodiscard]] const std::vector<db::RunSummary> &runs() const { return m_runs.runs(); }
    /// Moves to a run's row without asking for it. False: it is not in the list as narrowed.
    bool show(db::RecordId run);
    void showFirst(); ///< and asks for it
    void step(int by);
    [[nodiscard]] QTableView *view() const { return m_view; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }

signals:
    void opened(qint64 run);
    void chosen(const QList<qint64> &runs); ///< in the order of the list; one or none: nothing to lay over

private:
    [[nodiscard]] qint64 runAt(const QModelIndex &row) const;

    RunListModel m_runs;
    WordFilter m_shown;
    QLineEdit *m_filter;
    QTableView *m_view;
    bool m_moving = false; ///< the list follows the run shown, not the other way round
};

} // namespace tgc::desktop

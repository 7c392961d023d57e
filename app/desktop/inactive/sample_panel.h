// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

#include "app/desktop/inactive/where_from.h"
#include "app/desktop/shell/prepared_table.h"

class QLabel;
class QTableView;
class QTextBrowser;

namespace tgc::desktop {

/// All about the selected sample: its result and flags in words, its uncertainty budget, and where each number is from.
class SamplePanel : public QTabWidget {
    Q_OBJECT
public:
    explicit SamplePanel(QWidget *parent = nullptr);

    /// `row` of the study, -1: none; `column` of the breakdown table.
    void show(const Study &study, int row, int column, const MadeWords &made);
    void showWhereFrom();
    [[nodiscard]] QLabel *result() const { return m_result; }
    [[nodiscard]] PreparedTable &budget() { return m_budget; }
    [[nodiscard]] QTextBrowser *whereFromText() const { return m_whereFrom; }

private:
    QLabel *m_result;
    PreparedTable m_budget;
    QTableView *m_budgetView;
    QTextBrowser *m_whereFrom;
};

} // namespace tgc::desktop

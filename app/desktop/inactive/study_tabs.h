// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

#include "app/desktop/inactive/study.h"
#include "app/desktop/shell/prepared_table.h"
#include "app/formats/out_table.h"

class QComboBox;
class QLabel;
class QTableView;
class QTextBrowser;

namespace tgc::desktop {

/// Under the figure: the breakdown table, the groups compared, the practical cell's list, the check list.
class StudyTabs : public QTabWidget {
    Q_OBJECT
public:
    explicit StudyTabs(QTableView *breakdown, QWidget *parent = nullptr);

    void setStudy(const Study &study, const QString &groupColumn);
    /// The sample the check list is about; -1: none.
    void setSample(int row);

    /// The tables of the tab in front with all digits; empty where that is not a table of groups.
    [[nodiscard]] std::vector<formats::OutTable> shownTables() const;

    [[nodiscard]] QComboBox *comparedChoice() const { return m_compared; }
    [[nodiscard]] PreparedTable &groups() { return m_groups; }
    [[nodiscard]] PreparedTable &pairs() { return m_pairs; }
    [[nodiscard]] PreparedTable &practical() { return m_practical; }
    [[nodiscard]] QTextBrowser *checks() const { return m_checks; }
    [[nodiscard]] QLabel *note() const { return m_note; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeCompare();
    QWidget *makePractical();
    void compare();
    [[nodiscard]] const ComparedValue &compared() const;
    void tell();
    void tellChecks();

    Study m_study;
    QString m_groupColumn;
    int m_row = -1;
    PreparedTable m_groups;
    PreparedTable m_pairs;
    PreparedTable m_practical;
    QComboBox *m_compared;
    QTableView *m_groupView = nullptr;
    QTableView *m_pairView = nullptr;
    QTableView *m_practicalView = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_practicalNote = nullptr;
    QTextBrowser *m_checks;
};

} // namespace tgc::desktop

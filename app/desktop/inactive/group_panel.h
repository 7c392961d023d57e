// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/desktop/inactive/group_list_model.h"

class QComboBox;
class QTableView;

namespace tgc::desktop {

/// By which column the samples make groups, and which groups are looked at. Space ticks and unticks; Return on a group
/// shows it alone, and again shows all.
class GroupPanel : public QWidget {
    Q_OBJECT
public:
    explicit GroupPanel(QWidget *parent = nullptr);

    void setStudy(const Study &study);
    [[nodiscard]] QString column() const;
    /// The rows of the study whose groups are ticked.
    [[nodiscard]] std::vector<std::size_t> chosenRows() const;
    [[nodiscard]] GroupListModel &groups() { return m_groups; }
    [[nodiscard]] QTableView *list() const { return m_list; }
    [[nodiscard]] QComboBox *columnChoice() const { return m_column; }

signals:
    void columnChanged();
    void chosenChanged();

private:
    void regroup();
    void showOnly(int row);

    Study m_study;
    std::vector<StudyGroup> m_made;
    GroupListModel m_groups;
    QComboBox *m_column;
    QTableView *m_list;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/inactive/group_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/desktop/inactive/column_choice.h"
#include "app/desktop/shell/plain_table.h"

namespace tgc::desktop {

GroupPanel::GroupPanel(QWidget *parent)
    : QWidget(parent), m_column(new QComboBox(this)), m_list(makePlainTable(m_groups, this))
{
    m_column->setObjectName(QStringLiteral("groupBy"));
    m_column->setAccessibleName(tr("Group by"));
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_column->setToolTip(tr("The column of the Samples table whose entries make the groups"));
    m_list->verticalHeader()->hide();
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->horizontalHeader()->setSectionResizeMode(GroupListModel::Name, QHeaderView::Stretch);
    m_list->horizontalHeader()->setSectionResizeMode(GroupListModel::Count, QHeaderView::ResizeToContents);
    m_list->setToolTip(
        tr("Ticked groups are shown. Space: tick; Return or a double click: this one alone, again: all"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 4, 4);
    column->setSpacing(4);
    column->addWidget(new QLabel(tr("Groups by"), this));
    column->addWidget(m_column);
    column->addWidget(m_list, 1);
    connect(m_column, &QComboBox::currentIndexChanged, this, [this] {
        regroup();
        emit columnChanged();
    });
    connect(&m_groups, &GroupListModel::chosenChanged, this, &GroupPanel::chosenChanged);
    connect(m_list, &QTableView::activated, this, [this](const QModelIndex &at) { showOnly(at.row()); });
}

void GroupPanel::setStudy(const Study &study)
{
    m_study = study;
    {
        const QSignalBlocker quiet(m_column);
        offerColumns(*m_column, study.facts.columns());
    }
    regroup();
}

QString GroupPanel::column() const
{
    const QString name = m_column->currentData().toString();
    return name.isEmpty() ? QStringLiteral("group") : name;
}

void GroupPanel::regroup()
{
    m_made = groupsBy(m_study, column());
    m_groups.setGroups(m_made);
}

std::vector<std::size_t> GroupPanel::chosenRows() const
{
    std::vector<std::size_t> rows;
    for (const StudyGroup &group : m_made) {
        if (m_groups.isChosen(group.name)) {
            rows.insert(rows.end(), group.rows.begin(), group.rows.end());
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void GroupPanel::showOnly(int row)
{
    const auto name = [&](int r) { return m_groups.index(r, GroupListModel::Name); };
    const bool alone =
        row > 0 && m_groups.hidden() == m_groups.rowCount() - 2 && m_groups.isChosen(name(row).data().toString());
    if (row == 0 || alone) {
        m_groups.chooseAll();
        return;
    }
    m_groups.showOnly(name(row).data().toString());
}

} // namespace tgc::desktop

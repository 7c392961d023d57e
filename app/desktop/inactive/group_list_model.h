// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSet>
#include <QStringList>

#include "app/desktop/inactive/study.h"

namespace tgc::desktop {

/// The groups of a study with how many samples each has; ticked ones are looked at. The first row is all of them.
class GroupListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Count, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Groups that were unticked before stay so while they go by the same name.
    void setGroups(const std::vector<StudyGroup> &groups);
    [[nodiscard]] bool isChosen(const QString &group) const { return !m_hidden.contains(group); }
    [[nodiscard]] int hidden() const; ///< groups that are not looked at
    void chooseAll();
    void showOnly(const QString &group);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void chosenChanged();

private:
    struct Entry {
        QString name;
        int samples = 0;
    };
    void tellAll();

    std::vector<Entry> m_groups;
    QSet<QString> m_hidden;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "app/session/exceptions.h"

namespace tgc::desktop {

/// What a reviewer has to look at, all of it or of one kind, worst first.
class ExceptionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Subject, Says, MadeBy, Approved, When, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setExceptions(std::vector<session::Exception> all);
    /// Those that a check of the whole store found, in place of those of an earlier one.
    void setAltered(std::vector<session::Exception> altered);
    void showOnly(std::optional<session::ExceptionKind> kind);
    [[nodiscard]] const session::Exception *at(int row) const;
    /// Of the same kind and record; below zero: there is none.
    [[nodiscard]] int rowOf(const session::Exception &one) const;
    [[nodiscard]] int count(std::optional<session::ExceptionKind> kind) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void sift();

    std::vector<session::Exception> m_all;
    std::vector<session::Exception> m_altered;
    std::vector<const session::Exception *> m_shown;
    std::optional<session::ExceptionKind> m_only;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <optional>
#include <vector>

namespace tgc::desktop {

/// A cell as it is shown.
struct PreparedCell {
    QString text;
    bool number = false;              ///< stands right
    QString toolTip{};
    std::optional<QColor> colour{};   ///< of the text; it never says more than the text does
    std::optional<double> bar{};      ///< 0..1, drawn by BarDelegate
    QColor barColour{};
    bool strong = false;
};

/// A small table that is made anew whenever what it tells of changes: words and numbers ready to be shown.
class PreparedTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { BarRole = Qt::UserRole + 1, BarColourRole };
    using Row = std::vector<PreparedCell>;

    using QAbstractTableModel::QAbstractTableModel;

    /// Short rows are filled up with empty cells.
    void setTable(QStringList headers, std::vector<Row> rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_headers;
    std::vector<Row> m_rows;
};

} // namespace tgc::desktop

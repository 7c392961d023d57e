// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/prepared_table.h"

#include <QApplication>
#include <QFont>

namespace tgc::desktop {

void PreparedTable::setTable(QStringList headers, std::vector<Row> rows)
{
    beginResetModel();
    m_headers = std::move(headers);
    m_rows = std::move(rows);
    for (Row &row : m_rows) {
        row.resize(static_cast<std::size_t>(m_headers.size()));
    }
    endResetModel();
}

int PreparedTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PreparedTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

QVariant PreparedTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PreparedCell &cell = m_rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole: return cell.text;
    case Qt::ToolTipRole: return cell.toolTip.isEmpty() ? QVariant() : QVariant(cell.toolTip);
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignVCenter | (cell.number ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole: return cell.colour ? QVariant(*cell.colour) : QVariant();
    case Qt::FontRole:
        if (cell.strong) {
            QFont font = QApplication::font();
            font.setBold(true);
            return font;
        }
        return {};
    case BarRole: return cell.bar ? QVariant(*cell.bar) : QVariant();
    case BarColourRole: return cell.barColour;
    default: return {};
    }
}

QVariant PreparedTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(m_headers.value(section)) : QVariant();
}

} // namespace tgc::desktop

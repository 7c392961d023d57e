// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sheet/sheet_model.h"

#include <QApplication>
#include <QStyle>
#include <algorithm>
#include <map>

#include "app/desktop/sheet/splice_rows.h"
#include "app/desktop/shell/theme.h"

namespace tgc::desktop {

SheetModel::SheetModel(SheetColumns columns, QObject *parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns))
{
}

int SheetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int SheetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

SheetModel::Row SheetModel::emptyRow() const
{
    return Row(static_cast<qsizetype>(m_columns.size()), QString());
}

QString SheetModel::cell(int row, int column) const
{
    if (row < 0 || row >= static_cast<int>(m_rows.size()) || column < 0 || column >= columnCount()) {
        return {};
    }
    return m_rows[static_cast<std::size_t>(row)][column];
}

QString SheetModel::problem(int row, int column) const
{
    return cellProblem(m_columns[static_cast<std::size_t>(column)], cell(row, column));
}

int SheetModel::column(const QString &name) const
{
    const auto hit =
        std::find_if(m_columns.begin(), m_columns.end(), [&](const SheetColumn &c) { return c.name == name; });
    return hit == m_columns.end() ? -1 : static_cast<int>(hit - m_columns.begin());
}

bool SheetModel::columnIsEmpty(int column) const
{
    return std::all_of(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row[column].trimmed().isEmpty(); });
}

void SheetModel::setNotes(Notes notes)
{
    if (notes.empty() && m_notes.empty()) {
        return;
    }
    m_notes = std::move(notes);
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                     {Qt::DisplayRole, Qt::ToolTipRole, Qt::BackgroundRole});
}

QVariant SheetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SheetColumn &column = m_columns[static_cast<std::size_t>(index.column())];
    const QString text = cell(index.row(), index.column());
    const QString wrong = cellProblem(column, text);
    const auto note = m_notes.find({index.row(), index.column()});
    if (wrong.isEmpty() && note != m_notes.end() && !text.isEmpty()) {
        switch (role) {
        case Qt::DisplayRole: return QString(text + QStringLiteral("  ⚠ ") + note->second.brief);
        case Qt::ToolTipRole: return note->second.words;
        case Qt::BackgroundRole: return softened(stateColour(State::Waiting), QApplication::palette());
        default: break;
        }
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return text;
    case Qt::TextAlignmentRole: {
        const bool number = column.kind == SheetColumn::Kind::Number;
        return QVariant(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    case Qt::ToolTipRole: return wrong.isEmpty() ? QVariant() : QVariant(wrong);
    case Qt::BackgroundRole:
        return wrong.isEmpty() ? QVariant() : QVariant(softened(stateColour(State::Bad), QApplication::palette()));
    case Qt::DecorationRole:
        return wrong.isEmpty() ? QVariant()
                               : QVariant(QApplication::style()->standardIcon(QStyle::SP_MessageBoxWarning));
    case Qt::CheckStateRole:
        if (!column.tick || index.row() == static_cast<int>(m_rows.size())) {
            return {};
        }
        return text.trimmed() == QLatin1String("no") || text.trimmed() == QLatin1String("0") ? Qt::Unchecked
                                                                                             : Qt::Checked;
    case ProblemRole: return wrong;
    case UnderstoodRole: return understood(column, text);
    case HelpRole: return column.help;
    default: return {};
    }
}

QVariant SheetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        if (role == Qt::DisplayRole) {
            return section < static_cast<int>(m_rows.size()) ? QVariant(section + 1) : QVariant(QStringLiteral("+"));
        }
        return {};
    }
    if (section < 0 || section >= columnCount()) {
        return {};
    }
    const SheetColumn &column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole: return column.title();
    case Qt::ToolTipRole: return tr("%1\nin files: %2").arg(column.help, column.name);
    default: return {};
    }
}

Qt::ItemFlags SheetModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const bool tick = m_columns[static_cast<std::size_t>(index.column())].tick;
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable |
           (tick ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

bool SheetModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role == Qt::CheckStateRole) {
        const bool ticked = value.value<Qt::CheckState>() == Qt::Checked;
        return setData(index, ticked ? QStringLiteral("yes") : QStringLiteral("no"), Qt::EditRole);
    }
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    if (cell(index.row(), index.column()) == value.toString()) {
        return true;
    }
    const bool appended = index.row() == static_cast<int>(m_rows.size());
    Row row = appended ? emptyRow() : m_rows[static_cast<std::size_t>(index.row())];
    row[index.column()] = value.toString();
    const QString what =
        tr("%1 in row %2").arg(m_columns[static_cast<std::size_t>(index.column())].label).arg(index.row() + 1);
    replaceRows(index.row(), appended ? 0 : 1, {row}, what);
    return true;
}

void SheetModel::replaceRows(int first, int count, const std::vector<Row> &rows, const QString &what)
{
    m_undo.push(new SpliceRows(*this, first, count, rows, what));
}

void SheetModel::removeRowsAt(std::vector<int> rows)
{
    std::erase_if(rows, [this](int row) { return row < 0 || row >= static_cast<int>(m_rows.size()); });
    if (rows.empty()) {
        return;
    }
    const auto [low, high] = std::minmax_element(rows.begin(), rows.end());
    std::vector<Row> kept;
    for (int row = *low; row <= *high; ++row) {
        if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
            kept.push_back(m_rows[static_cast<std::size_t>(row)]);
        }
    }
    replaceRows(*low, *high - *low + 1, kept, tr("removal of %n row(s)", nullptr, static_cast<int>(rows.size())));
}

void SheetModel::fillDown(const QModelIndexList &cells)
{
    std::map<int, int> topOf; // column -> uppermost row
    int last = -1;
    for (const QModelIndex &index : cells) {
        const auto at = topOf.try_emplace(index.column(), index.row()).first;
        at->second = std::min(at->second, index.row());
        last = std::max(last, index.row());
    }
    last = std::min(last, static_cast<int>(m_rows.size()) - 1);
    int first = last;
    for (const auto &[column, row] : topOf) {
        first = std::min(first, row);
    }
    if (first < 0 || first == last) {
        return;
    }
    std::vector<Row> rows(m_rows.begin() + first, m_rows.begin() + last + 1);
    for (const QModelIndex &index : cells) {
        if (index.row() <= last) {
            rows[static_cast<std::size_t>(index.row() - first)][index.column()] =
                cell(topOf.at(index.column()), index.column());
        }
    }
    replaceRows(first, last - first + 1, rows, tr("fill down"));
}

void SheetModel::clearCells(const QModelIndexList &cells)
{
    int first = static_cast<int>(m_rows.size());
    int last = -1;
    for (const QModelIndex &index : cells) {
        if (index.row() < static_cast<int>(m_rows.size())) {
            first = std::min(first, index.row());
            last = std::max(last, index.row());
        }
    }
    if (last < first) {
        return;
    }
    std::vector<Row> rows(m_rows.begin() + first, m_rows.begin() + last + 1);
    for (const QModelIndex &index : cells) {
        if (index.row() <= last) {
            rows[static_cast<std::size_t>(index.row() - first)][index.column()].clear();
        }
    }
    replaceRows(first, last - first + 1, rows, tr("clearing"));
}

int SheetModel::paste(const PastedBlock &block, int row, int column, const std::vector<int> &order)
{
    const auto start = std::find(order.begin(), order.end(), column);
    std::vector<int> target = block.columns;
    if (!block.hasHeader()) {
        target.assign(start, order.end());
    }
    const int first = std::clamp(row, 0, static_cast<int>(m_rows.size()));
    const int count = std::min(static_cast<int>(block.rows.size()), static_cast<int>(m_rows.size()) - first);
    std::vector<Row> rows(m_rows.begin() + first, m_rows.begin() + first + count);
    rows.resize(block.rows.size(), emptyRow());
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
        for (qsizetype j = 0; j < block.rows[i].size() && j < static_cast<qsizetype>(target.size()); ++j) {
            if (target[static_cast<std::size_t>(j)] >= 0) {
                rows[i][target[static_cast<std::size_t>(j)]] = block.rows[i][j].trimmed();
            }
        }
    }
    if (!rows.empty()) {
        replaceRows(first, count, rows, tr("paste of %n row(s)", nullptr, static_cast<int>(rows.size())));
    }
    return static_cast<int>(rows.size());
}

void SheetModel::load(std::vector<Row> rows)
{
    beginResetModel();
    for (Row &row : rows) {
        row.resize(static_cast<qsizetype>(m_columns.size()));
    }
    m_rows = std::move(rows);
    endResetModel();
    m_undo.clear();
}

std::vector<int> SheetModel::allRows() const
{
    std::vector<int> rows(m_rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = static_cast<int>(i);
    }
    return rows;
}

formats::TextTable SheetModel::table(const std::vector<int> &rows, const QString &origin) const
{
    formats::TextTable out;
    out.origin = origin.toStdString();
    std::vector<int> used;
    for (int c = 0; c < columnCount(); ++c) {
        const bool filled =
            std::any_of(rows.begin(), rows.end(), [&](int row) { return !cell(row, c).trimmed().isEmpty(); });
        if (filled) {
            used.push_back(c);
            out.columns.push_back(m_columns[static_cast<std::size_t>(c)].name.toStdString());
        }
    }
    for (const int row : rows) {
        formats::TextTable::Row line;
        line.line = static_cast<std::size_t>(row) + 1;
        for (const int c : used) {
            line.cells.push_back(understood(m_columns[static_cast<std::size_t>(c)], cell(row, c)).toStdString());
        }
        out.rows.push_back(std::move(line));
    }
    return out;
}

void SheetModel::splice(int first, int count, const std::vector<Row> &rows)
{
    const int given = static_cast<int>(rows.size());
    const int common = std::min(count, given);
    std::copy(rows.begin(), rows.begin() + common, m_rows.begin() + first);
    if (common > 0) {
        emit dataChanged(index(first, 0), index(first + common - 1, columnCount() - 1));
    }
    if (given > common) {
        beginInsertRows({}, first + common, first + given - 1);
        m_rows.insert(m_rows.begin() + first + common, rows.begin() + common, rows.end());
        endInsertRows();
    } else if (count > common) {
        beginRemoveRows({}, first + common, first + count - 1);
        m_rows.erase(m_rows.begin() + first + common, m_rows.begin() + first + count);
        endRemoveRows();
    }
    emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
    emit edited();
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QUndoStack>
#include <map>
#include <utility>
#include <vector>

#include "app/desktop/sheet/column.h"
#include "app/desktop/sheet/paste.h"
#include "app/formats/table.h"

namespace tgc::desktop {

/// A table of text as typed, with undo. Cells are never changed behind the typist's back: a wrong one stays, marked,
/// with a sentence that says what is wrong. One empty row at the end takes new entries.
class SheetModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using Row = QStringList;
    /// Something to be said of a cell that is not wrong in itself.
    struct Note {
        QString brief; ///< beside what is typed
        QString words;
    };
    using Notes = std::map<std::pair<int, int>, Note>; ///< by row and column
    enum Role { ProblemRole = Qt::UserRole + 1, UnderstoodRole, HelpRole };

    explicit SheetModel(SheetColumns columns, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    [[nodiscard]] const SheetColumns &columns() const { return m_columns; }
    [[nodiscard]] int column(const QString &name) const; ///< by file name; -1: none
    /// Rows somebody has written in, without the empty one at the end.
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] QString cell(int row, int column) const;
    [[nodiscard]] QString cell(int row, const QString &columnName) const { return cell(row, column(columnName)); }
    [[nodiscard]] QString problem(int row, int column) const;
    [[nodiscard]] bool columnIsEmpty(int column) const;
    /// What somebody found out about cells; stands until the next.
    void setNotes(Notes notes);

    /// Replaces `count` rows from `first` by `rows`, as one step of undo.
    void replaceRows(int first, int count, const std::vector<Row> &rows, const QString &what);
    void removeRowsAt(std::vector<int> rows);
    /// Copies the uppermost chosen cell of each column into those below it.
    void fillDown(const QModelIndexList &cells);
    void clearCells(const QModelIndexList &cells);
    /// Puts a block in, from `row` (and `column`, along `order`, where it has no header). Returns the rows written.
    int paste(const PastedBlock &block, int row, int column, const std::vector<int> &order);
    /// Forgets everything, undo too: another document has been loaded.
    void load(std::vector<Row> rows);

    /// The rows for the analysis: decimals with `.`, only columns in which something stands, `line` = row from 1.
    [[nodiscard]] formats::TextTable table(const std::vector<int> &rows, const QString &origin) const;
    [[nodiscard]] std::vector<int> allRows() const;

    [[nodiscard]] QUndoStack &undoStack() { return m_undo; }

signals:
    void edited(); ///< after every change of a cell or row

private:
    friend class SpliceRows;
    void splice(int first, int count, const std::vector<Row> &rows);
    [[nodiscard]] Row emptyRow() const;

    SheetColumns m_columns;
    std::vector<Row> m_rows;
    Notes m_notes;
    QUndoStack m_undo;
};

} // namespace tgc::desktop

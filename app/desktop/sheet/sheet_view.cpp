// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sheet/sheet_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <algorithm>
#include <set>

#include "app/desktop/sheet/sheet_delegate.h"
#include "app/desktop/shell/tells_what_is_cut.h"

namespace tgc::desktop {

namespace {

constexpr int rowHeight_px = 32;

} // namespace

SheetView::SheetView(SheetModel &sheet, QWidget *parent) : QTableView(parent), m_sheet(sheet)
{
    setModel(&sheet);
    setItemDelegate(new SheetDelegate(this));
    setEditTriggers(AnyKeyPressed | EditKeyPressed | DoubleClicked);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(true);
    setWordWrap(false);
    tellWhatIsCut(*this);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->setDefaultSectionSize(rowHeight_px);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setDefaultSectionSize(60);
    for (int c = 0; c < sheet.columnCount(); ++c) {
        fitColumn(c);
        setColumnHidden(c, !sheet.columns()[static_cast<std::size_t>(c)].shown);
    }
    connect(&sheet, &SheetModel::edited, this, &SheetView::showFilledColumns);
    connect(&sheet, &QAbstractItemModel::modelReset, this, &SheetView::showFilledColumns);
}

std::vector<int> SheetView::visibleColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int logical = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(logical)) {
            columns.push_back(logical);
        }
    }
    return columns;
}

void SheetView::showFilledColumns()
{
    const auto &columns = m_sheet.columns();
    for (int c = 0; c < m_sheet.columnCount(); ++c) {
        const QString &oneOf = columns[static_cast<std::size_t>(c)].oneOf;
        if (!m_sheet.columnIsEmpty(c)) {
            if (isColumnHidden(c)) {
                setColumnHidden(c, false);
            }
            fitColumn(c);
        } else if (!oneOf.isEmpty() && !isColumnHidden(c)) {
            for (int other = 0; other < m_sheet.columnCount(); ++other) {
                if (columns[static_cast<std::size_t>(other)].oneOf == oneOf && !m_sheet.columnIsEmpty(other)) {
                    setColumnHidden(c, true);
                    break;
                }
            }
        }
    }
}

/// Wide enough for its title and for what stands in it; never narrower than somebody made it.
void SheetView::fitColumn(int column)
{
    const int title = fontMetrics().size(0, m_sheet.columns()[static_cast<std::size_t>(column)].title()).width() + 16;
    const int wanted = std::clamp(std::max(title, sizeHintForColumn(column) + 8), 60, 220);
    if (!isColumnHidden(column) && columnWidth(column) < wanted) {
        setColumnWidth(column, wanted);
    }
}

void SheetView::goTo(int row, int column)
{
    if (column >= 0 && isColumnHidden(column)) {
        setColumnHidden(column, false);
    }
    const QModelIndex cell = m_sheet.index(row, column);
    selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect);
    scrollTo(cell);
    setFocus(Qt::OtherFocusReason);
}

void SheetView::pasteText(const QString &text)
{
    const PastedBlock block = readPaste(text, m_sheet.columns());
    const auto order = visibleColumns();
    QModelIndex at = currentIndex();
    if (!selectionModel()->selectedIndexes().isEmpty()) {
        const auto chosen = selectionModel()->selectedIndexes();
        at = *std::min_element(chosen.begin(), chosen.end(), [](const QModelIndex &a, const QModelIndex &b) {
            return std::pair(a.row(), a.column()) < std::pair(b.row(), b.column());
        });
    }
    const int row = at.isValid() ? at.row() : static_cast<int>(m_sheet.rows().size());
    const int column = at.isValid() ? at.column() : (order.empty() ? 0 : order.front());
    const int written = m_sheet.paste(block, row, column, order);
    if (written > 0) {
        emit pasted(written, block.unknown);
    }
}

void SheetView::pasteClipboard()
{
    pasteText(QApplication::clipboard()->text());
}

void SheetView::copySelection() const
{
    const auto chosen = selectionModel()->selectedIndexes();
    std::set<int> rows;
    std::set<int> columns;
    for (const QModelIndex &index : chosen) {
        rows.insert(index.row());
        columns.insert(horizontalHeader()->visualIndex(index.column()));
    }
    QStringList lines;
    for (const int row : rows) {
        QStringList cells;
        for (const int visual : columns) {
            const QModelIndex index = m_sheet.index(row, horizontalHeader()->logicalIndex(visual));
            cells << (selectionModel()->isSelected(index) ? index.data(Qt::EditRole).toString() : QString());
        }
        lines << cells.join(u'\t');
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void SheetView::fillDown()
{
    QModelIndexList cells = selectionModel()->selectedIndexes();
    // With one cell only, Ctrl+D copies the one above it, as in spreadsheets.
    if (cells.size() <= 1 && currentIndex().row() > 0) {
        cells = {currentIndex().siblingAtRow(currentIndex().row() - 1), currentIndex()};
        if (currentIndex().row() == static_cast<int>(m_sheet.rows().size())) {
            m_sheet.setData(currentIndex(), cells.front().data(Qt::EditRole));
            return;
        }
    }
    m_sheet.fillDown(cells);
}

void SheetView::removeChosenRows()
{
    std::set<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedIndexes()) {
        rows.insert(index.row());
    }
    m_sheet.removeRowsAt({rows.begin(), rows.end()});
}

bool SheetView::editKey(QKeyEvent *event)
{
    const bool control = event->modifiers() == Qt::ControlModifier;
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::Cut)) {
        copySelection();
        m_sheet.clearCells(selectionModel()->selectedIndexes());
    } else if (event->matches(QKeySequence::Paste)) {
        pasteClipboard();
    } else if (event->matches(QKeySequence::Undo)) {
        m_sheet.undoStack().undo();
    } else if (event->matches(QKeySequence::Redo) || (control && event->key() == Qt::Key_Y)) {
        m_sheet.undoStack().redo();
    } else if (control && event->key() == Qt::Key_D) {
        fillDown();
    } else if (control && event->key() == Qt::Key_Minus) {
        removeChosenRows();
    } else if (event->key() == Qt::Key_Delete) {
        m_sheet.clearCells(selectionModel()->selectedIndexes());
    } else {
        return false;
    }
    return true;
}

void SheetView::keyPressEvent(QKeyEvent *event)
{
    if (editKey(event)) {
        event->accept();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier) {
        const QModelIndex next = currentIndex().siblingAtRow(currentIndex().row() + 1);
        if (next.isValid()) {
            setCurrentIndex(next);
        }
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void SheetView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    setWhatsThis(current.data(SheetModel::HelpRole).toString());
    emit currentCellChanged(current.row(), current.column());
}

void SheetView::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    // The delegate asks for this after Enter: commit, then one down.
    if (hint == QAbstractItemDelegate::SubmitModelCache) {
        const QModelIndex next = currentIndex().siblingAtRow(currentIndex().row() + 1);
        if (next.isValid()) {
            setCurrentIndex(next);
        }
    }
}

} // namespace tgc::desktop

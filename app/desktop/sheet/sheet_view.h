// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "app/desktop/sheet/sheet_model.h"

namespace tgc::desktop {

/// A sheet under the hands: Enter commits and goes down, Tab right, F2 edits, Ctrl+C/V/X, Del clears, Ctrl+D fills
/// down, Ctrl+Z/Y undo and redo, Ctrl+- removes rows.
class SheetView : public QTableView {
    Q_OBJECT
public:
    explicit SheetView(SheetModel &sheet, QWidget *parent = nullptr);

    void pasteText(const QString &text);
    void pasteClipboard();
    void copySelection() const;
    void fillDown();
    void removeChosenRows();
    void goTo(int row, int column);
    /// Columns in the order they stand on screen, hidden ones left out.
    [[nodiscard]] std::vector<int> visibleColumns() const;
    /// Shows every column that holds something, besides those shown by default.
    void showFilledColumns();

signals:
    void pasted(int rows, const QStringList &unknownColumns);
    void currentCellChanged(int row, int column);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;

private:
    bool editKey(QKeyEvent *event);
    void fitColumn(int column);

    SheetModel &m_sheet;
};

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include "app/desktop/sheet/sheet_model.h"

namespace tgc::desktop {

/// The one kind of edit a sheet knows: some rows become other rows. Typing, paste, fill down and removal are all this.
class SpliceRows : public QUndoCommand {
public:
    SpliceRows(SheetModel &sheet, int first, int count, std::vector<SheetModel::Row> rows, const QString &what);

    void redo() override;
    void undo() override;

private:
    SheetModel &m_sheet;
    int m_first;
    std::vector<SheetModel::Row> m_before;
    std::vector<SheetModel::Row> m_after;
};

} // namespace tgc::desktop

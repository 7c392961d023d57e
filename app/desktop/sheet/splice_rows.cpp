// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/sheet/splice_rows.h"

namespace tgc::desktop {

SpliceRows::SpliceRows(SheetModel &sheet, int first, int count, std::vector<SheetModel::Row> rows, const QString &what)
    : QUndoCommand(what),
      m_sheet(sheet),
      m_first(first),
      m_before(sheet.rows().begin() + first, sheet.rows().begin() + first + count),
      m_after(std::move(rows))
{
}

void SpliceRows::redo()
{
    m_sheet.splice(m_first, static_cast<int>(m_before.size()), m_after);
}

void SpliceRows::undo()
{
    m_sheet.splice(m_first, static_cast<int>(m_after.size()), m_before);
}

} // namespace tgc::desktop

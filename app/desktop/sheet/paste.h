// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "app/desktop/sheet/column.h"

namespace tgc::desktop {

/// A block of cells from the clipboard, still as text.
struct PastedBlock {
    std::vector<QStringList> rows;
    std::vector<int> columns; ///< where a header named them: sheet column of each pasted one, -1 unknown; else empty
    QStringList unknown; ///< header cells no column answers to

    [[nodiscard]] bool hasHeader() const { return !columns.empty(); }
};

/// Splits what a spreadsheet or a text editor copied: by tab, else `;`, else `,` (a comma between digits of a lone
/// number is a decimal sign). Cells may be quoted. A first row in which most cells name columns is a header.
[[nodiscard]] PastedBlock readPaste(const QString &text, const SheetColumns &columns);

} // namespace tgc::desktop

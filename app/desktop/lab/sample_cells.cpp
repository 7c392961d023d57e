// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/sample_cells.h"

namespace tgc::desktop {

bool setSampleCells(SheetModel &sheet, const SampleRows &sample, const std::map<QString, QString> &cells,
                    const QString &what)
{
    const int first = sample.rows.front();
    const int last = sample.rows.back();
    std::vector<SheetModel::Row> rows;
    for (int row = first; row <= last; ++row) {
        rows.push_back(sheet.rows()[static_cast<std::size_t>(row)]);
    }
    bool changed = false;
    for (const auto &[name, text] : cells) {
        const int column = sheet.column(name);
        for (const int row : sample.rows) {
            QString &cell = rows[static_cast<std::size_t>(row - first)][column];
            const bool mustHold = row == first || !cell.isEmpty() || name == QLatin1String("sample_id");
            if (mustHold && cell != text) {
                cell = text;
                changed = true;
            }
        }
    }
    if (changed) {
        sheet.replaceRows(first, last - first + 1, rows, what);
    }
    return changed;
}

} // namespace tgc::desktop

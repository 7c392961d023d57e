// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lab/imported_rows.h"

#include <QDir>
#include <QFileInfo>

#include "app/desktop/shell/text.h"

namespace tgc::desktop {

ImportedRows rowsForSheet(const formats::TextTable &table, const SheetModel &sheet, const QString &file)
{
    ImportedRows out;
    for (const std::string &name : table.columns) {
        out.block.columns.push_back(sheet.column(qstr(name)));
        if (out.block.columns.back() < 0) {
            out.block.unknown << qstr(name);
        }
    }
    const int traceColumn = sheet.column(QStringLiteral("trace"));
    const QDir folder = QFileInfo(file).dir();
    for (const auto &line : table.rows) {
        QStringList cells;
        for (std::size_t c = 0; c < line.cells.size(); ++c) {
            cells << qstr(line.cells[c]);
            if (out.block.columns[c] == traceColumn && !cells.back().isEmpty()) {
                const QString trace = folder.filePath(cells.back());
                if (QFileInfo(trace).isFile() && !out.traces.contains(trace)) {
                    out.traces << trace;
                }
            }
        }
        out.block.rows.push_back(cells);
    }
    return out;
}

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "app/desktop/sheet/sheet_model.h"
#include "app/formats/table.h"

namespace tgc::desktop {

/// A file's rows, ready to be put into a sheet, and the chromatograms beside the file that its rows name.
struct ImportedRows {
    PastedBlock block;
    QStringList traces; ///< files that are there
};

[[nodiscard]] ImportedRows rowsForSheet(const formats::TextTable &table, const SheetModel &sheet, const QString &file);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "app/desktop/sheet/sheet_model.h"
#include "app/formats/table.h"
#include "db/sample_records.h"

namespace tgc::desktop {

/// What of a sheet can be stored, and one sentence for each row that cannot (yet).
struct SheetRecords {
    std::vector<db::Sample> records;
    QStringList notStored;
};

/// Samples, blanks and Li foils, each cell as typed (with `.`); a sample without a name or with a cell that cannot be waits.
[[nodiscard]] SheetRecords recordsOfSamples(const SheetModel &sheet);
/// Standards and check standards, told apart by the column `kind`.
[[nodiscard]] SheetRecords recordsOfStandards(const SheetModel &sheet);

[[nodiscard]] bool isCheckRow(const SheetModel &standards, int row);
/// These rows as SAMPLES.csv would have them.
[[nodiscard]] formats::TextTable samplesTable(const SheetModel &sheet, const std::vector<int> &rows);
/// These rows as STANDARDS.csv would have them.
[[nodiscard]] formats::TextTable standardsTable(const SheetModel &sheet, const std::vector<int> &rows);

/// The rows of a sheet, as the store has them.
[[nodiscard]] std::vector<SheetModel::Row> rowsOf(const SheetModel &sheet,
                                                  const std::vector<db::Entry<db::Sample>> &samples);

} // namespace tgc::desktop

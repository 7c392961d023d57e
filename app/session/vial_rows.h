// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/quantification/vial_record.h"
#include "app/formats/table.h"
#include "app/session/evaluate.h"
#include "app/session/written_time.h"

namespace tgc::session {

/// A vial and the row its first draw stands in, for messages.
struct VialRow {
    VialRecord record;
    std::size_t line = 0;
    std::vector<std::string> warnings; ///< of its trace files, and times that are none
    std::string parts;                 ///< column `vial_parts`, as typed
    std::vector<std::optional<WrittenTime>> injectedAt; ///< a draw; empty where nothing that is a time is written
};

/// Rows of SAMPLES.csv or BLANKS.csv to vials: rows of one `sample_id` are successive draws from one vial, in row order.
/// Traces are integrated on the way; `metals` are what column `analyte` may name. BadInput names file, line and column.
[[nodiscard]] Result<std::vector<VialRow>> vialsOf(const formats::TextTable &table, const TraceIntegrator &integrator,
                                                   const std::vector<Analyte> &metals);

/// The same of a table whose vials were not drawn from yet: columns of draws and areas may be missing and are not read.
[[nodiscard]] Result<std::vector<VialRow>> vialsBeforeDrawing(const formats::TextTable &table,
                                                              const std::vector<Analyte> &metals);

/// One sentence a column that is not part of the table's contract.
[[nodiscard]] std::vector<std::string> unknownColumns(const formats::TextTable &table);

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/check_standards.h"
#include "analysis/calibration/drift_correction.h"
#include "analysis/calibration/replicates.h"
#include "analysis/core/units.h"
#include "app/formats/table.h"
#include "app/session/evaluate.h"
#include "app/session/standards_table.h"
#include "app/session/written_time.h"

namespace tgc::session {

/// CHECKS.csv: check standards, a row an injection, and what they say of a curve.
struct ChecksTable {
    StandardsTable standards;
    std::vector<std::optional<WrittenTime>> injectedAt; ///< a row; empty where nothing that is a time is written
    std::vector<std::size_t> lines;              ///< of the file, a row
    std::vector<std::optional<CheckResult>> results; ///< a row; empty for those that are not used
    std::vector<std::optional<ReplicateScatter>> replicates; ///< a row: how well those of its level agree
    std::optional<Estimate<double>> recovery; ///< mean of the used ones, u without the calibration's own share
};

/// Reads and judges. The order of time is that of `injected_at` where every row has it, else that of the rows.
/// BadInput with file and line: another quantity or detector than the curve's, or an amount that is not above zero.
[[nodiscard]] Result<ChecksTable> readChecks(const formats::TextTable &table, const Calibration &curve,
                                             const TraceIntegrator &integrator, const CheckOptions &options);

/// "1.2 %" of 0.0123.
[[nodiscard]] std::string percentText(double part);

/// What check `i`, which failed, failed by: "recovery 94.8 % (100 % -+ 5 % is the limit)", ...
[[nodiscard]] std::string whyFailed(const ChecksTable &checks, std::size_t i, const CheckOptions &options);

/// One sentence for every check that failed: which, how far off, the limit.
[[nodiscard]] std::vector<std::string> failuresOf(const ChecksTable &checks, const std::string &origin,
                                                  const CheckOptions &options);

} // namespace tgc::session

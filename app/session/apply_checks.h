// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/session/evaluate.h"
#include "app/session/vial_rows.h"

namespace tgc::session {

/// A table of samples or blanks, read.
struct VialTable {
    std::string origin;
    std::vector<VialRow> &vials;
};

/// What the check standards of a batch said.
struct ChecksOutcome {
    std::vector<std::string> warnings;
    std::vector<std::string> failures; ///< a sentence each; the batch is not to be trusted
    bool simulated = false;            ///< what was corrected by them is branded
    std::optional<ChecksSummary> summary;
};

/// Judges the check standards, and where asked for gives every draw the response they show (drift_correction.h).
/// BadInput with file and line where a time is missing, has a zone where another has none, or where check standards do
/// not stand on both sides of an injection.
[[nodiscard]] Result<ChecksOutcome> applyChecks(const BatchChecks &asked, const Calibration &curve,
                                                const TraceIntegrator &integrator, std::span<const VialTable> tables);

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/check_standards.h"
#include "app/formats/table.h"
#include "app/session/evaluate.h"

namespace tgc::session {

/// A vial in which a known mass of Li was titrated: what was found of it.
struct FoilResult {
    std::string sampleId;
    Estimate<Mass> known; ///< weighed, or of the plated charge
    Estimate<Mass> found;
    Estimate<double> recovery; ///< found / known, u of both
    CheckVerdict verdict = CheckVerdict::Passed;
    Source source = Source::Typed;
    std::vector<std::string> flags;
};

struct FoilChecks {
    std::vector<FoilResult> foils;
    /// Of all foils. u: their scatter over sqrt(n), or of one foil its area and vial, and the mean weighing; without the
    /// calibration's share, which the samples that are divided by it carry already.
    Estimate<double> recovery;
    std::vector<std::string> warnings;
    std::vector<std::string> failures; ///< a sentence each
};

/// True for a table of vials (it says how gas was drawn) with a known mass of Li: `li_ug`, `foil_mg` or `plated_mAh`.
[[nodiscard]] bool isFoilsTable(const formats::TextTable &table);

/// An independent check of a gas calibration (tgc-method.md A6): the columns of samples, and one of those above with its
/// `u_`. BadInput with file and line.
[[nodiscard]] Result<FoilChecks> checkFoils(const formats::TextTable &foils,
                                            const std::optional<formats::TextTable> &blanks, const Calibration &curve,
                                            const EvaluationOptions &options, const TraceIntegrator &integrator,
                                            double recoveryLimit);

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/check_standards.h"
#include "analysis/calibration/checks_summary.h"
#include "analysis/core/error.h"
#include "analysis/core/source.h"
#include "analysis/quantification/blank_suitability.h"
#include "analysis/quantification/breakdown.h"
#include "app/formats/table.h"
#include "app/session/metals.h"
#include "app/session/parallel_blocks.h"
#include "app/session/written_time.h"

namespace tgc::session {

/// The area of the wanted peak in one trace, found by integrating it.
struct TraceArea {
    double area = 0.0;
    std::string areaUnit;
    Source source = Source::Imported;
    std::vector<std::string> flags; ///< of the peak (saturated, gap ...): they go with the result
    std::vector<std::string> warnings; ///< of the file (a line cut short ...), one sentence each
    std::optional<double> nitrogenArea{}; ///< where a target N2 was given beside the wanted one; 0: no such peak
};

/// Finds the target's area in the trace a table names (`trace` column); fails in words when no peak or two claim it.
using TraceIntegrator = std::function<Result<TraceArea>(const std::string &trace)>;

/// A curve and what was noticed on the way.
struct StandardsCurve {
    Calibration curve;
    std::vector<std::string> warnings; ///< unknown columns, one sentence each
};

/// STANDARDS.csv (docs/file-formats.md) to a fitted curve: fractions are turned into nmol injected by each row's own
/// volume, pressure and temperature. BadInput with file and line.
[[nodiscard]] Result<StandardsCurve> calibrateStandards(const formats::TextTable &standards,
                                                        const CalibrationOptions &options,
                                                        const TraceIntegrator &integrator);

/// The check standards of the batch, and what is done with them.
struct BatchChecks {
    enum class Correct {
        Nothing,  ///< they are judged only
        Drift,    ///< by bracketing: every injection needs its time and check standards on both sides
        Recovery, ///< by the mean response of all of them
    };
    formats::TextTable table; ///< CHECKS.csv
    CheckOptions limits;
    Correct correct = Correct::Nothing;
    std::vector<WrittenTime> otherInjections =
        {}; ///< of samples that are evaluated by themselves: they part checks too
    std::optional<Time> farthest = {}; ///< checks farther away do not bracket an injection; empty: no limit
};

struct EvaluationOptions {
    double confidence = 0.95;       ///< of the intervals, 0..1
    int monteCarloTrials = 0;       ///< 0: none
    std::uint64_t seed = 1;
    BlockRunner trialRunner = onAllCores(); ///< makes the trials; their numbers do not depend on it
    std::vector<Analyte> metals = shippedMetals(); ///< what column `analyte` may name
    std::optional<Estimate<double>> recovery = {}; ///< stated, to divide by; never without being asked
    std::optional<BatchChecks> checks = {};
    BlankCriteria blankCriteria = {};
};

struct Evaluation {
    std::vector<Breakdown> rows;        ///< in the order of the samples' first rows
    std::vector<std::string> warnings;  ///< unknown columns and the like, one sentence each
    std::vector<std::string> failures;  ///< of check standards; every row is then flagged `check-failed`
    std::optional<ChecksSummary> checks; ///< empty: there were none
};

/// SAMPLES.csv and BLANKS.csv (docs/file-formats.md), as text tables, to inactive-Li breakdowns.
/// BadInput names file, line and column.
[[nodiscard]] Result<Evaluation> evaluate(const formats::TextTable &samples,
                                          const std::optional<formats::TextTable> &blanks, const Calibration &curve,
                                          const EvaluationOptions &options, const TraceIntegrator &integrator);

} // namespace tgc::session

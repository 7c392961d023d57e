// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "analysis/calibration/check_standards.h"
#include "analysis/calibration/compare_models.h"
#include "app/formats/table.h"
#include "app/session/evaluate.h"
#include "app/session/foils_table.h"

namespace tgc::desktop {

/// What the Calibration workspace asks its worker for.
struct CurveRequest {
    std::optional<Calibration> saved; ///< a saved curve to look at; empty: the curve through `standards`
    formats::TextTable standards;
    CalibrationOptions options;
    formats::TextTable checks; ///< check standards, to be held against the curve
    std::optional<formats::TextTable> foils; ///< vials with a known mass of Li, to be found again by it
    std::optional<formats::TextTable> blanks; ///< to be subtracted from theirs
    session::TraceIntegrator areas;
};

/// A check standard held against the curve.
struct CheckedStandard {
    QString name;       ///< level and replicate
    QString injectedAt; ///< as typed
    CheckResult result;
    std::optional<ReplicateScatter> replicates; ///< of those of its set
};

/// A row of the sheet whose certificate had expired when it was injected.
struct ExpiredRow {
    int row = 0; ///< of the sheet
    QString words;
};

/// What came of it.
struct CurveOutcome {
    std::optional<Calibration> curve;
    QString reason;               ///< why there is no curve
    std::vector<ModelFit> models; ///< the same standards by the usual models
    std::vector<CheckedStandard> checks; ///< in order of time where all have one, else of the table
    QString checksReason;         ///< why there are no checks though rows of them were given
    std::optional<Estimate<double>> recovery; ///< mean of the checks
    std::optional<session::FoilChecks> foils;
    QString foilsReason; ///< why there is nothing to say of foils though there are some
    std::vector<ExpiredRow> expired;
    QStringList warnings;
};

/// Reads the tables, fits and compares; called on a worker thread.
[[nodiscard]] CurveOutcome evaluateCurve(const CurveRequest &request);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "analysis/calibration/check_standards.h"
#include "analysis/calibration/compare_models.h"
#include "app/formats/table.h"
#include "app/session/evaluate.h"

namespace tgc::desktop {

/// What the Calibration workspace asks its worker for.
struct CurveRequest {
    std::optional<Calibration> saved; ///< a saved curve to look at; empty: the curve through `standards`
    formats::TextTable standards;
    CalibrationOptions options;
    formats::TextTable checks; ///< check standards, to be held against the curve
    session::TraceIntegrator areas;
};

/// A check standard held against the curve.
struct CheckedStandard {
    QString name;       ///< level and replicate
    QString injectedAt; ///< as typed
    CheckResult result;
};

/// What came of it.
struct CurveOutcome {
    std::optional<Calibration> curve;
    QString reason;               ///< why there is no curve
    std::vector<ModelFit> models; ///< the same standards by the usual models
    std::vector<CheckedStandard> checks; ///< in order of time where all have one, else of the table
    QString checksReason;         ///< why there are no checks though rows of them were given
    QStringList warnings;
};

/// Reads the tables, fits and compares; called on a worker thread.
[[nodiscard]] CurveOutcome evaluateCurve(const CurveRequest &request);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>

#include "app/desktop/sheet/sheet_model.h"
#include "app/session/evaluate.h"

namespace tgc::desktop {

/// The samples of the sheet that can be evaluated, as tables, and one sentence for each that cannot yet.
struct EvaluationInput {
    std::vector<formats::TextTable> samples; ///< one table a sample, so that one wrong sample does not hide the others
    std::optional<formats::TextTable> blanks;
    QStringList waiting;
};

[[nodiscard]] EvaluationInput evaluationInput(const SheetModel &sheet);

struct EvaluationOutcome {
    std::vector<Breakdown> rows;
    QStringList problems; ///< refusals and warnings, a sentence each
};

/// Runs session::evaluate over all samples. `goOn` is asked between samples and between blocks of trials; when it says no, the outcome is empty.
[[nodiscard]] std::optional<EvaluationOutcome> evaluateAll(const EvaluationInput &input, const Calibration &curve,
                                                           const session::EvaluationOptions &options,
                                                           const session::TraceIntegrator &areas,
                                                           const std::function<bool(int done)> &goOn);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>
#include <optional>

#include "app/desktop/lab/evaluation_input.h"
#include "app/session/evaluate.h"
#include "app/words/batch_words.h"

namespace tgc::desktop {

/// What results are divided by. Whatever is chosen, check standards and foils are shown.
enum class Correction {
    None,          ///< unless somebody asks
    Drift,         ///< the response between the check standards before and after each injection
    CheckRecovery, ///< the mean recovery of the batch's check standards
    FoilRecovery,  ///< the mean recovery of the Li foils
};

struct EvaluationOutcome {
    std::vector<Breakdown> rows;
    std::vector<words::BatchFacts> batches; ///< a row
    std::vector<std::string> inputs;        ///< a row: what it was made with, as kept beside a stored result
    QStringList problems; ///< refusals and warnings, a sentence each
};

/// Runs session::evaluate over all samples. `goOn` is asked between samples and between blocks of trials; when it says
/// no, the outcome is empty. Check standards count for a sample when they were injected within a day of it or of its
/// blanks (checks_near.h).
[[nodiscard]] std::optional<EvaluationOutcome> evaluateAll(const EvaluationInput &input, const Calibration &curve,
                                                           const session::EvaluationOptions &options,
                                                           Correction correction, const session::TraceIntegrator &areas,
                                                           const std::function<bool(int done)> &goOn);

} // namespace tgc::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/checks_summary.h"
#include "analysis/quantification/breakdown.h"

namespace tgc::words {

/// What is known of the batch that a sample was measured in, beside the sample's own breakdown.
struct BatchFacts {
    std::optional<ChecksSummary> checks;              ///< empty: no check standards belong to it
    std::vector<std::string> failures;                ///< of check standards, a sentence each
    std::optional<Estimate<double>> foils;            ///< mean recovery of Li foils; empty: there are none
    std::optional<ReplicateScatter> standards;        ///< of the calibration: the level that scatters most
};

/// One thing that was judged.
struct BatchVerdict {
    QString subject;
    std::optional<CheckVerdict> verdict; ///< empty: there was nothing to judge
    QString words;                       ///< the numbers behind it, as rich text
};

/// "passed", "warning", "failed", "not judged".
[[nodiscard]] QString verdictInWords(std::optional<CheckVerdict> verdict);

/// Whether the batch is fit for use: check standards, recovery, drift, replicates, draws, blanks. Each with its numbers,
/// and whether recovery and drift were applied or only looked at.
[[nodiscard]] std::vector<BatchVerdict> batchVerdicts(const Breakdown &row, const BatchFacts &batch);

} // namespace tgc::words

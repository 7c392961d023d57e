// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/quantification/blank.h"
#include "analysis/quantification/trial_blocks.h"
#include "analysis/quantification/vial_hydrogen.h"

namespace tgc {

/// Net hydrogen of every trial, in mol (JCGM 101): inputs normal, coefficients of the curve jointly normal, blanks moved
/// with the curve they share with the sample. Same seed, same trials, on every machine and with any `runner`.
/// NotDetermined when a trial's curve gives no amount (the first such trial is named), and when the runner was
/// stopped.
[[nodiscard]] Result<std::vector<double>> netHydrogenTrials(const VialRecord &sample, const VialHydrogen &hydrogen,
                                                            const std::optional<BlankMean> &blank,
                                                            const Calibration &curve, int trials, std::uint64_t seed,
                                                            const BlockRunner &runner = inOrder);

/// Normal deviations for another quantity of the same trials, from a stream of its own. NotDetermined when stopped.
[[nodiscard]] Result<std::vector<double>> normalDeviations(int trials, std::uint64_t seed,
                                                           const BlockRunner &runner = inOrder);

/// Mean, standard deviation and probabilistically symmetric interval of the trials, summed in their order.
struct TrialSummary {
    double mean = 0.0;
    double u = 0.0;
    double low = 0.0;
    double high = 0.0;
};
[[nodiscard]] TrialSummary summarise(std::vector<double> trials, double confidence);

/// True when Monte Carlo and first-order u differ by more than half a unit of u's second digit (JCGM 101, 8.1) and
/// more than the trials' own scatter explains (4 standard deviations).
[[nodiscard]] bool trialsDisagree(double firstOrderU, double trialU, int trials);

} // namespace tgc

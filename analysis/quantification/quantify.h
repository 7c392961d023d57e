// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/core/error.h"
#include "analysis/quantification/blank.h"
#include "analysis/quantification/breakdown.h"
#include "analysis/quantification/trial_blocks.h"
#include "analysis/quantification/vial_hydrogen.h"
#include "analysis/quantification/vial_record.h"

namespace tgc {

struct QuantifyOptions {
    double confidence = 0.95;   ///< of the intervals, above 0 and below 1
    int monteCarloTrials = 0;   ///< 0: none
    std::uint64_t seed = 1;     ///< of the Monte Carlo trials
    std::optional<Estimate<double>> recovery = {}; ///< stated; hydrogen of sample and blank is divided by it
    BlockRunner trialRunner = inOrder; ///< where blocks of trials are made; the result does not depend on it
};

/// One sample: vial hydrogen, minus blank, to metal, to SEI by difference (tgc-method.md 2.4 to 2.9). Uncertainty by
/// first-order propagation: inputs of one vial are common to its draws, areas are independent, sample and blank share
/// the calibration only. Nothing is clipped; `flags` says what is unusual.
[[nodiscard]] Result<Breakdown> quantify(const VialRecord &sample, const std::optional<BlankMean> &blank,
                                         const Calibration &curve, const QuantifyOptions &options = {});

} // namespace tgc

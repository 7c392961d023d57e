// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/calibration/check_standards.h"
#include "analysis/core/units.h"

namespace tgc {

/// What blanks must be to be subtracted without a second look.
struct BlankCriteria {
    std::optional<Amount> largestMean = {}; ///< H2 in the vial; no limit where empty
    Time oldest = hours(168.0);             ///< of the nearest blank, before or after the sample
};

/// One blank vial as its group sees it.
struct BlankValue {
    std::string sampleId;
    Amount hydrogen{};
};

/// The blanks of one group, judged for one sample.
struct BlankSuitability {
    std::string group;
    int count = 0;
    Amount mean{};
    std::optional<Amount> sd;       ///< empty for one blank
    std::optional<Amount> critical; ///< L_C (Currie), as in BlankMean
    CheckVerdict verdict = CheckVerdict::Passed;
    bool suspect = false;           ///< failed, or one of them stands apart: look before believing the subtraction
    std::vector<std::string> words; ///< why it is not passed, a sentence each
};

/// Failed: the mean lies below zero by more than its scatter (t at 95 %, one side), above `largestMean`, or the nearest
/// blank is older than `oldest` (`age`; empty: not known). Warning: fewer than three, one that stands apart by Grubbs
/// (two sides, 5 %; advice, it stays in the mean), or a scatter whose limit of quantification 10 s_b lies above
/// `curveLimit`, the curve's as H2 in this vial. Empty for no blank.
[[nodiscard]] std::optional<BlankSuitability> judgeBlanks(const std::string &group, std::span<const BlankValue> blanks,
                                                          std::optional<Time> age, std::optional<Amount> curveLimit,
                                                          const BlankCriteria &criteria = {});

} // namespace tgc

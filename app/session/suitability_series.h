// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/peaks/suitability.h"

namespace tgc::session {

/// One channel of a run as the rules see it; `measures` belong to `peaks` one by one.
struct MeasuredPeaks {
    std::span<const Peak> peaks;
    std::span<const PeakMeasures> measures;
};

/// The rules of a method over a series of runs, collected run by run.
class SuitabilitySeries {
public:
    explicit SuitabilitySeries(std::vector<SuitabilityRule> rules);

    /// All channels of one run, under the name by which the verdicts tell of it. A run without channels is none.
    void add(const std::string &run, std::span<const MeasuredPeaks> channels);
    [[nodiscard]] const std::vector<SuitabilityRule> &rules() const { return m_rules; }
    /// One for each rule, in their order.
    [[nodiscard]] std::vector<SuitabilityVerdict> verdicts() const;

private:
    std::vector<SuitabilityRule> m_rules;
    std::vector<std::vector<SuitabilityValue>> m_values; ///< a list of runs for each rule
};

} // namespace tgc::session

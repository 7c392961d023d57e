// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/peaks/suitability.h"
#include "app/cli/context.h"
#include "app/cli/integrate_output.h"

namespace tgc::cli {

/// The rules of a method over the runs of one call, collected run by run.
class SuitabilitySeries {
public:
    explicit SuitabilitySeries(std::vector<SuitabilityRule> rules);

    /// The channels of one trace are one run.
    void add(std::span<const IntegratedChannel> channels);
    /// Nothing without rules. JSON: one more line, {"suitability":[...],"passed"}; a table on a terminal: one more table.
    /// In any case a line on standard error for each rule that failed (and exit status 1) or could not be judged.
    void report(Context &context) const;

private:
    std::vector<SuitabilityRule> m_rules;
    std::vector<std::vector<SuitabilityValue>> m_values; ///< a list of runs for each rule
};

} // namespace tgc::cli

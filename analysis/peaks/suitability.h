// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/error.h"
#include "analysis/peaks/peak_measures.h"

namespace tgc {

/// A number that a rule can be about, under the name it has in JSON.
struct SuitabilityQuantity {
    std::string_view name;
    std::string_view unit; ///< `signal` and `signal*s` stand for the trace's own
    std::optional<double> (*valueOf)(const Peak &, const PeakMeasures &);
};
[[nodiscard]] std::span<const SuitabilityQuantity> suitabilityQuantities();

enum class Comparison { AtMost, AtLeast, Below, Above };
[[nodiscard]] std::string_view toString(Comparison comparison);

/// How the runs of a series become one number: every run by itself, their mean, their relative standard deviation in %
/// (100 s / |mean|, n - 1), their smallest or largest.
enum class Aggregate { Each, Mean, Rsd, Min, Max };
[[nodiscard]] std::string_view toString(Aggregate aggregate);

/// "The tailing of H2 must be at most 1.5 in each run."
struct SuitabilityRule {
    std::string peak;
    const SuitabilityQuantity *quantity = nullptr; ///< never null in a rule from makeSuitabilityRule
    Comparison comparison = Comparison::AtMost;
    double limit = 0.0;
    Aggregate aggregate = Aggregate::Each;
};

/// A rule as it is written in a method. BadInput: an unknown quantity (with the nearest known one), operator or
/// aggregate, a nameless peak, a limit that is no number. An empty aggregate means each.
[[nodiscard]] Result<SuitabilityRule> makeSuitabilityRule(std::string peak, std::string_view quantity,
                                                          std::string_view comparison, double limit,
                                                          std::string_view aggregate);

/// What one run says to one rule.
struct SuitabilityValue {
    std::string run;
    std::size_t peaks = 0; ///< of that name; one is wanted
    std::optional<double> value;
};
/// Adds the peaks of one channel of the run. `measures` belong to `peaks` one by one.
void addPeaks(SuitabilityValue &value, const SuitabilityRule &rule, std::span<const Peak> peaks,
              std::span<const PeakMeasures> measures);

enum class Verdict { Pass, Fail, NotApplicable };
[[nodiscard]] std::string_view toString(Verdict verdict);

struct SuitabilityVerdict {
    Verdict verdict = Verdict::NotApplicable;
    std::size_t n = 0;           ///< runs that were looked at
    std::optional<double> value; ///< the aggregate; for each: the one nearest to, or farthest beyond, the limit
    std::string words;           ///< rule, numbers, verdict or why there is none, in one sentence
};

/// A run without the peak fails the rule. Not applicable: no run; two peaks of that name; a quantity that could not be
/// determined; an RSD of fewer than three runs, or about a mean of zero. Values are compared unrounded.
[[nodiscard]] SuitabilityVerdict judgeSuitability(const SuitabilityRule &rule, std::span<const SuitabilityValue> runs);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/blank_suitability.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/detection.h"
#include "analysis/calibration/outliers.h"
#include "analysis/calibration/statistics.h"
#include "analysis/core/decimal.h"

namespace tgc {

namespace {

/// Three digits, for a sentence.
std::string about(double value)
{
    if (value == 0.0) {
        return "0";
    }
    const double place = std::pow(10.0, 2.0 - std::floor(std::log10(std::abs(value))));
    return shortest(std::round(value * place) / place);
}

std::string micromolesOf(double moles)
{
    return about(moles * 1e6) + " umol";
}

} // namespace

std::optional<BlankSuitability> judgeBlanks(const std::string &group, std::span<const BlankValue> blanks,
                                            std::optional<Time> age, std::optional<Amount> curveLimit,
                                            const BlankCriteria &criteria)
{
    if (blanks.empty()) {
        return std::nullopt;
    }
    std::vector<double> values;
    for (const BlankValue &blank : blanks) {
        values.push_back(inMoles(blank.hydrogen));
    }
    BlankSuitability result;
    result.group = group;
    result.count = static_cast<int>(blanks.size());
    const double centre = mean(values);
    result.mean = moles(centre);
    const auto note = [&result](CheckVerdict verdict, const std::string &words) {
        result.verdict = std::max(result.verdict, verdict);
        result.words.push_back(words);
    };
    if (const auto limits = limitsOfBlanks(values)) {
        const auto n = static_cast<double>(values.size());
        const double sd = sampleSd(values);
        result.sd = moles(sd);
        result.critical = moles(limits->critical);
        if (centre + studentQuantile(0.95, n - 1.0) * sd / std::sqrt(n) < 0.0) {
            note(CheckVerdict::Failed, "their mean, " + micromolesOf(centre) +
                                           ", lies below zero by more than their scatter: look at the calibration's "
                                           "intercept and at how their peaks were integrated");
        }
        if (curveLimit && limits->quantification > inMoles(*curveLimit)) {
            note(CheckVerdict::Warning, "their scatter, not the detector, limits what can be quantified: 10 s is " +
                                            micromolesOf(limits->quantification) + ", the curve's " +
                                            micromolesOf(inMoles(*curveLimit)));
        }
    }
    if (criteria.largestMean && centre > inMoles(*criteria.largestMean)) {
        note(CheckVerdict::Failed, "their mean, " + micromolesOf(centre) + ", lies above the limit of " +
                                       micromolesOf(inMoles(*criteria.largestMean)));
    }
    if (age && *age > criteria.oldest) {
        note(CheckVerdict::Failed, "the nearest of them was injected " + about(inHours(*age) / 24.0) +
                                       " days from the sample; the limit is " + about(inHours(criteria.oldest) / 24.0));
    }
    if (values.size() < 3) {
        note(CheckVerdict::Warning, values.size() == 1 ? "one blank: its scatter is not known; run three or more"
                                                       : "two blanks cannot tell which of them is wrong; run three or "
                                                         "more");
    }
    if (const auto farthest = grubbs(values); farthest && farthest->g > grubbsCritical(values.size())) {
        result.suspect = true;
        note(CheckVerdict::Warning, "blank " + blanks[farthest->index].sampleId + ", " +
                                        micromolesOf(values[farthest->index]) +
                                        ", stands apart from the others (Grubbs, 5 %); it stays in the mean");
    }
    result.suspect = result.suspect || result.verdict == CheckVerdict::Failed;
    return result;
}

} // namespace tgc

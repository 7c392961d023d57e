// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/judge_blanks.h"

#include <algorithm>
#include <cmath>

#include "analysis/calibration/detection.h"
#include "analysis/quantification/blank.h"

namespace tgc::session {

namespace {

/// Time between the nearest two injections of both; empty where one of them has none.
std::optional<Time> apart(const VialRow &a, const VialRow &b)
{
    std::optional<double> least;
    for (const auto &first : a.injectedAt) {
        for (const auto &second : b.injectedAt) {
            if (first && second) {
                const double gap = std::abs(inSeconds(first->since1970 - second->since1970));
                least = std::min(least.value_or(gap), gap);
            }
        }
    }
    return least ? std::optional(seconds(*least)) : std::nullopt;
}

} // namespace

std::optional<BlankSuitability> judgeBlanks(const VialRow &sample, const std::vector<VialRow> &blanks,
                                            std::span<const VialHydrogen> hydrogen, const Calibration &curve,
                                            const BlankCriteria &criteria)
{
    std::vector<BlankValue> values;
    std::optional<Time> age;
    std::optional<Amount> curveLimit;
    const auto quantified = quantifiedFrom(curve);
    for (std::size_t i = 0; i < blanks.size(); ++i) {
        if (!isBlankOf(sample.record.blankGroup, blanks[i].record)) {
            continue;
        }
        values.push_back({blanks[i].record.sampleId, hydrogen[i].value});
        if (const auto gap = apart(sample, blanks[i])) {
            age = age ? std::min(*age, *gap) : *gap;
        }
        if (quantified && !curveLimit) {
            curveLimit = moles(*quantified * hydrogen[i].perCurveUnit_mol);
        }
    }
    return tgc::judgeBlanks(sample.record.blankGroup, values, age, curveLimit, criteria);
}

} // namespace tgc::session

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/detect_pieces.h"

#include <algorithm>
#include <limits>

namespace tgc {

namespace {

/// One search and the settings it was made with.
struct Search {
    IntegrationOptions options;
    IntegrationResult result;
};

bool same(const IntegrationOptions &a, const IntegrationOptions &b)
{
    return a.expectedWidthHalf == b.expectedWidthHalf && a.detection == b.detection;
}

double widthOf(const Peak &peak)
{
    return peak.widthHalf ? inSeconds(*peak.widthHalf) : 0.25 * (inSeconds(peak.end) - inSeconds(peak.start));
}

/// Two searches may see one peak on either side of a border: what lies within a quarter of a width of it is looked at
/// from both, and what stands within half a width of a peak that is there already is the same.
void take(IntegrationResult &into, const IntegrationResult &from, double begin, double end)
{
    for (const Peak &peak : from.peaks) {
        const double apex = inSeconds(peak.apex);
        const double give = 0.25 * widthOf(peak);
        const bool known = !into.peaks.empty() && apex - inSeconds(into.peaks.back().apex) <
                                                      0.5 * std::min(widthOf(peak), widthOf(into.peaks.back()));
        if (apex >= begin - give && apex < end + give && !known) {
            into.peaks.push_back(peak);
        }
    }
    for (const Step &step : from.steps) {
        if (step.from >= begin && step.from < end) {
            into.steps.push_back(step);
        }
    }
    for (const RejectedCandidate &candidate : from.rejected) {
        if (inSeconds(candidate.apex) >= begin && inSeconds(candidate.apex) < end) {
            into.rejected.push_back(candidate);
        }
    }
}

} // namespace

IntegrationResult detectPieces(const Chromatogram &trace, const EventSettings &settings,
                               const IntegrationOptions &options, const Algorithm &algorithm)
{
    const double traceStart = inSeconds(trace.start());
    const double traceEnd = inSeconds(trace.end());
    std::vector<double> borders = settings.detectionChanges(traceStart, traceEnd);
    std::vector<Search> searches;
    std::vector<std::size_t> chosen; // of each piece
    double begin = traceStart;
    for (std::size_t piece = 0; piece <= borders.size(); ++piece) {
        const double end = piece < borders.size() ? borders[piece] : traceEnd;
        const IntegrationOptions here = settings.detectionAt(0.5 * (begin + end), options);
        const auto known = std::find_if(searches.begin(), searches.end(),
                                        [&](const Search &search) { return same(search.options, here); });
        chosen.push_back(static_cast<std::size_t>(known - searches.begin()));
        if (known == searches.end()) {
            searches.push_back({here, algorithm.detect(trace, here)});
        }
        begin = end;
    }
    IntegrationResult result = searches.front().result;
    if (searches.size() == 1) {
        return result;
    }
    result.peaks.clear();
    result.rejected.clear();
    result.steps.clear();
    constexpr double endless = std::numeric_limits<double>::max();
    for (std::size_t piece = 0; piece < chosen.size(); ++piece) {
        take(result, searches[chosen[piece]].result, piece > 0 ? borders[piece - 1] : -endless,
             piece < borders.size() ? borders[piece] : endless);
    }
    return result;
}

void partOverlaps(Layout &layout)
{
    for (std::size_t i = 1; i < layout.peaks.size(); ++i) {
        PlannedPeak &left = layout.peaks[i - 1];
        PlannedPeak &right = layout.peaks[i];
        if (left.end() > right.start()) {
            const double border = std::clamp(0.5 * (left.end() + right.start()), left.apex(), right.apex());
            layout.moveEnd(left, border);
            layout.moveStart(right, border);
            left.peak.code[1] = 'V';
            right.peak.code[0] = 'V';
            left.peak.rule = BoundRule::Drop;
            right.peak.rule = BoundRule::Drop;
        }
    }
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/fit/fit_groups.h"

#include <algorithm>
#include <cmath>

#include "analysis/core/decimal.h"

namespace tgc {

namespace {

constexpr double surroundings = 2.0;    ///< half-height widths of baseline beyond the peaks' bounds
constexpr double joinWidths = 1.0;      ///< clusters closer than this are fitted together
constexpr double partingWidths = 3.0;   ///< peaks further apart can be fitted without each other
constexpr double twinWidths = 0.15;     ///< of both peaks together: nearer ones are one

} // namespace

double fitWidth(const Peak &peak)
{
    const double ofGaussian = 1.0644670194312262; // area / (height x half-height width)
    const double length = inSeconds(peak.end) - inSeconds(peak.start);
    const double width = inDetectorUnitSeconds(peak.area) / (ofGaussian * inDetectorUnits(peak.height));
    return width > 0.0 ? std::min(width, length) : 0.25 * length;
}

std::vector<Group> groupsOf(const IntegrationResult &result, const Samples &samples)
{
    const std::vector<Peak> &peaks = result.peaks;
    std::vector<Group> groups;
    for (std::size_t i = 0; i < peaks.size(); ++i) {
        const bool joined = i > 0 && inSeconds(peaks[i].start) - inSeconds(peaks[i - 1].end) <
                                         joinWidths * std::min(fitWidth(peaks[i - 1]), fitWidth(peaks[i]));
        if (!joined) {
            groups.push_back({i, i, 0.0, 0.0});
        }
        groups.back().last = i + 1;
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Group &group = groups[g];
        const Peak &front = peaks[group.first];
        const Peak &back = peaks[group.last - 1];
        const double start = inSeconds(front.start);
        const double end = inSeconds(back.end);
        group.from = std::max(start - surroundings * fitWidth(front),
                              g > 0 ? inSeconds(peaks[group.first - 1].end) : samples.times_s.front());
        group.to = std::min(end + surroundings * fitWidth(back),
                            g + 1 < groups.size() ? inSeconds(peaks[group.last].start) : samples.times_s.back());
        for (const RejectedCandidate &candidate : result.rejected) {
            const double t = inSeconds(candidate.apex);
            if (t < start) {
                group.from = std::max(group.from, std::min(start, t + fitWidth(front)));
            } else if (t > end) {
                group.to = std::min(group.to, std::max(end, t - fitWidth(back)));
            }
        }
    }
    return groups;
}

void joinTwins(IntegrationResult &result)
{
    std::vector<Peak> &peaks = result.peaks;
    for (std::size_t i = 1; i < peaks.size();) {
        Peak &one = peaks[i - 1];
        Peak &two = peaks[i];
        const double distance = inSeconds(two.apex) - inSeconds(one.apex);
        const bool sameSign = (one.height < Signal{}) == (two.height < Signal{});
        if (!sameSign || distance > twinWidths * (fitWidth(one) + fitWidth(two))) {
            ++i;
            continue;
        }
        result.warnings.push_back("the peaks at " + rounded(inSeconds(one.apex), 2) + " s and " +
                                  rounded(inSeconds(two.apex), 2) + " s are fitted as one");
        const bool firstIsLarger = std::abs(inDetectorUnits(one.height)) >= std::abs(inDetectorUnits(two.height));
        Peak joined = firstIsLarger ? one : two;
        joined.name = one.name ? one.name : two.name;
        joined.area = one.area + two.area;
        joined.classicArea = joined.area;
        joined.areaU = std::max(one.areaU, two.areaU); // what they exchange is now its own
        joined.start = one.start;
        joined.end = two.end;
        joined.baselineStart = one.baselineStart;
        joined.baselineEnd = two.baselineEnd;
        joined.code = {one.code.front(), two.code.back()};
        one = std::move(joined);
        peaks.erase(peaks.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

std::optional<std::size_t> widestGap(std::span<const Peak> peaks, const Group &group)
{
    std::optional<std::size_t> found;
    double widest = partingWidths;
    for (std::size_t i = group.first + 1; i < group.last; ++i) {
        const double distance = inSeconds(peaks[i].apex) - inSeconds(peaks[i - 1].apex);
        const double widths = distance / (0.5 * (fitWidth(peaks[i - 1]) + fitWidth(peaks[i])));
        if (widths > widest) {
            widest = widths;
            found = i;
        }
    }
    return found;
}

} // namespace tgc

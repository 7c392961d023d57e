// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/astm_noise.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/signal/line.h"

namespace tgc {

namespace {

struct CycleKind {
    double fromLength_s;
    double cycle_s;
    std::string_view name;
};
constexpr CycleKind cycleKinds[] = {
    {3600.0, 600.0, "long-term"}, {600.0, 60.0, "short-term"}, {0.0, 6.0, "very-short-term"}};

double middleOf(std::span<const double> values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return *low + (*high - *low) / 2.0;
}

} // namespace

std::optional<AstmNoise> astmNoise(std::span<const double> times, std::span<const double> values, const Span &range,
                                   std::span<const Span> occupied)
{
    constexpr std::size_t fewest = 5;
    const double length = range.to - range.from;
    const auto &kind = *std::find_if(std::begin(cycleKinds), std::end(cycleKinds) - 1,
                                     [&](const CycleKind &each) { return length >= each.fromLength_s; });
    AstmNoise found;
    found.range = range;
    found.kind = kind.name;
    found.cycle_s = kind.cycle_s;
    const auto index = [&](double t) {
        return static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), t) - times.begin());
    };
    std::vector<double> usedTimes;
    std::vector<double> usedValues;
    std::vector<Detrended> fits;
    std::vector<double> middles;
    double ranges = 0.0;
    // A range measured in whole samples is short of a whole number of cycles by one interval.
    const auto whole = static_cast<std::size_t>(std::floor(length / kind.cycle_s + 1e-6));
    for (std::size_t k = 0; k < whole; ++k) {
        const double from = range.from + static_cast<double>(k) * kind.cycle_s;
        const double to = from + kind.cycle_s;
        const std::size_t first = index(from);
        const std::size_t count = index(to) - first;
        const bool busy = std::any_of(occupied.begin(), occupied.end(),
                                      [&](const Span &span) { return span.from < to && span.to > from; });
        if (busy || count < fewest) {
            ++found.leftOut;
            continue;
        }
        const auto cycleTimes = times.subspan(first, count);
        const auto cycleValues = values.subspan(first, count);
        fits.push_back(detrend(cycleTimes, cycleValues));
        middles.push_back(middleOf(cycleValues));
        ranges += fits.back().peakToPeak;
        usedTimes.insert(usedTimes.end(), cycleTimes.begin(), cycleTimes.end());
        usedValues.insert(usedValues.end(), cycleValues.begin(), cycleValues.end());
    }
    if (fits.empty()) {
        return std::nullopt;
    }
    found.cycles = fits.size();
    found.noise = ranges / static_cast<double>(fits.size());
    const Detrended all = detrend(usedTimes, usedValues);
    found.peakToPeak = all.peakToPeak;
    found.rms = all.rms;
    found.sixSd = 6.0 * all.rms;
    found.drift_per_h = 3600.0 * all.line.slope;
    for (std::size_t k = 0; k < fits.size(); ++k) {
        middles[k] -= all.line.at(fits[k].line.time);
    }
    const auto [low, high] = std::minmax_element(middles.begin(), middles.end());
    found.wander = *high - *low;
    return found;
}

double minimumDetectability(double noise, double sensitivity)
{
    return 2.0 * noise / sensitivity;
}

} // namespace tgc

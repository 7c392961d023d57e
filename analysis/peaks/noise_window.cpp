// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/noise_window.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/peaks/trace_noise.h"
#include "analysis/signal/line.h"

namespace tgc {

namespace {

/// Middle of the window of that length which lies free and nearest to the apex.
std::optional<double> nearestMiddle(std::span<const Span> free, double apex, double length)
{
    std::optional<double> best;
    for (const Span &span : free) {
        if (span.to - span.from < length) {
            continue;
        }
        const double middle = std::clamp(apex, span.from + 0.5 * length, span.to - 0.5 * length);
        if (!best || std::abs(middle - apex) < std::abs(*best - apex)) {
            best = middle;
        }
    }
    return best;
}

} // namespace

std::optional<NoiseWindow> noiseWindow(const Samples &samples, std::span<const Span> occupied, double apex,
                                       double widthHalf)
{
    constexpr std::size_t fewest = 10;
    if (samples.size() < fewest || !(widthHalf > 0.0)) {
        return std::nullopt;
    }
    const auto free = freeStretches(occupied, samples.times_s.front(), samples.times_s.back());
    for (const auto &[widths, rule] : {std::pair{20.0, "20xW50"}, std::pair{5.0, "5xW50"}}) {
        const double length = widths * widthHalf;
        const auto middle = nearestMiddle(free, apex, length);
        if (!middle) {
            continue;
        }
        NoiseWindow window{*middle - 0.5 * length, *middle + 0.5 * length, 0, 0.0, rule, *middle - apex};
        const std::size_t first = samples.at(window.from_s);
        const std::size_t last = samples.at(std::nextafter(window.to_s, samples.times_s.back() + 1.0));
        window.points = last - first;
        if (window.points < fewest) {
            return std::nullopt;
        }
        window.range =
            detrend(samples.times_s.subspan(first, window.points), samples.values.subspan(first, window.points))
                .peakToPeak;
        return window;
    }
    return std::nullopt;
}

} // namespace tgc

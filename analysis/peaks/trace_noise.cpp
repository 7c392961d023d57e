// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/trace_noise.h"

#include <algorithm>

#include "analysis/signal/pyramid.h"
#include "analysis/signal/robust.h"

namespace tgc {

double usualInterval(const Chromatogram &trace)
{
    if (trace.interval()) {
        return inSeconds(*trace.interval());
    }
    const auto times = trace.times_s();
    std::vector<double> intervals;
    for (std::size_t i = 1; i < times.size(); ++i) {
        intervals.push_back(times[i] - times[i - 1]);
    }
    return median(std::move(intervals));
}

Pyramid pyramidOf(const Chromatogram &trace, std::span<const double> values)
{
    const double span = inSeconds(trace.end()) - inSeconds(trace.start());
    double step = std::max(usualInterval(trace), span / (4.0 * static_cast<double>(trace.size())));
    step = step > 0.0 ? step : 1.0; // a single sample
    return buildPyramid(trace.times_s(), values, step, trace.interval().has_value() || trace.size() == 1);
}

std::vector<Span> freeStretches(std::span<const Span> occupied, double from, double to)
{
    std::vector<Span> sorted(occupied.begin(), occupied.end());
    std::sort(sorted.begin(), sorted.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    std::vector<Span> free;
    for (const Span &span : sorted) {
        if (span.from > from) {
            free.push_back({from, span.from});
        }
        from = std::max(from, span.to);
    }
    if (to > from) {
        free.push_back({from, to});
    }
    return free;
}

TraceNoise traceNoise(const Chromatogram &trace, std::span<const Span> occupied, double width,
                      const NoiseProfile &profile)
{
    TraceNoise noise{usualInterval(trace), {}, profile};
    const double span = inSeconds(trace.end()) - inSeconds(trace.start());
    const double length = std::max(width > 0.0 ? 5.0 * width : span / 20.0, 10.0 * noise.interval);
    const std::vector<Span> free = freeStretches(occupied, inSeconds(trace.start()), inSeconds(trace.end()));
    noise.baseline = baselineNoise(trace.times_s(), trace.values(), free, length);
    if (noise.baseline.segments == 0) { // peaks everywhere: what neighbouring samples say
        noise.baseline.sigma = differenceNoise(trace.values());
    }
    return noise;
}

IntegrationResult TraceNoise::header(const Chromatogram &trace) const
{
    IntegrationResult result;
    result.points = trace.size();
    if (trace.interval()) {
        result.rate_Hz = 1.0 / inSeconds(*trace.interval());
    }
    if (result.points >= 3) { // two samples lie on a line whatever the noise
        result.noise = detectorUnits(baseline.sigma);
        result.drift = detectorUnitsPerSecond(baseline.drift);
        result.noisePeakToPeak = detectorUnits(baseline.peakToPeak);
    }
    result.algorithmVersion = std::string("1"); // g++ 12 warns at the plain literal
    return result;
}

} // namespace tgc

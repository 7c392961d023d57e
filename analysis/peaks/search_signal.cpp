// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/peaks/search_signal.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/peaks/trace_noise.h"
#include "analysis/signal/savitzky_golay.h"

namespace tgc {

namespace {

constexpr double mostWindow = 1e6; ///< samples

/// Means of `group` neighbours; the last group may be smaller.
std::vector<double> grouped(std::span<const double> values, std::size_t group)
{
    std::vector<double> means;
    for (std::size_t i = 0; i < values.size(); i += group) {
        const std::size_t end = std::min(i + group, values.size());
        double sum = 0.0;
        for (std::size_t k = i; k < end; ++k) {
            sum += values[k] - values[i];
        }
        means.push_back(values[i] + sum / static_cast<double>(end - i));
    }
    return means;
}

Pyramid bunched(const Chromatogram &trace, std::span<const double> values, std::size_t group)
{
    const std::vector<double> times = grouped(trace.times_s(), group);
    std::vector<double> means = grouped(values, group);
    const double step = usualInterval(trace) * static_cast<double>(group);
    const bool even = trace.interval() && values.size() % group == 0;
    return buildPyramid(times, std::move(means), step, even);
}

} // namespace

SearchSignal searchSignal(const Chromatogram &trace, const DetectionOptions &options, double sampleNoise)
{
    SearchSignal found;
    if (options.spikeFilter > 0.0) {
        found.spikes = findSpikes(trace.values(), sampleNoise, options.spikeFilter);
    }
    std::vector<double> &prepared = found.prepared;
    std::span<const double> values = trace.values();
    if (!found.spikes.empty()) {
        prepared = withoutSpikes(values, found.spikes);
        values = prepared;
    }
    found.pyramid = pyramidOf(trace, values);
    found.noise = NoiseProfile(found.pyramid);
    if (options.removeSteps) {
        found.steps = findSteps(found.pyramid, found.noise);
    }
    const double interval = usualInterval(trace);
    const double half = interval > 0.0 ? std::min(std::floor(0.5 * options.smoothing_s / interval), mostWindow) : 0.0;
    const auto group = static_cast<std::size_t>(std::max(1.0, std::round(options.bunching)));
    const bool bunches = group > 1 && values.size() / group >= 5;
    if (found.steps.empty() && half < 1.0 && !bunches) {
        return found;
    }
    found.pyramid = {}; // one at a time: a pyramid is as large as the trace
    if (!found.steps.empty()) {
        prepared = withoutSteps(trace.times_s(), values, found.steps);
        values = prepared;
    }
    if (half >= 1.0) {
        const int window = 2 * static_cast<int>(std::max(half, 2.0)) + 1; // 3 points would lie on their own parabola
        prepared = savitzkyGolay(values, window, 2, 0);
        values = prepared;
    }
    found.pyramid = bunches ? bunched(trace, values, group) : pyramidOf(trace, values);
    found.noise = NoiseProfile(found.pyramid);
    return found;
}

} // namespace tgc

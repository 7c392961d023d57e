// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/signal_figures.h"

#include <algorithm>
#include <cmath>

namespace tgc::desktop {

namespace {

constexpr double valueSpan_s = 1.0;
constexpr double noiseSpan_s = 10.0;
constexpr std::size_t fewestSamples = 10;

} // namespace

std::optional<SignalFigures> signalFigures(const LiveTrace &trace, std::size_t channel)
{
    if (trace.empty() || channel >= trace.channels()) {
        return std::nullopt;
    }
    const std::size_t end = trace.size();
    const double now_s = trace.time_s(end - 1);
    SignalFigures figures;
    double sum = 0.0;
    const std::size_t lately = std::min(trace.indexAt(now_s - valueSpan_s), end - 1);
    for (std::size_t i = lately; i < end; ++i) {
        sum += trace.value(channel, i);
    }
    figures.value = sum / static_cast<double>(end - lately);

    const std::size_t begin = trace.indexAt(now_s - noiseSpan_s);
    const std::size_t count = end - begin;
    const bool whole = count >= fewestSamples && now_s - trace.time_s(begin) > 0.9 * noiseSpan_s &&
                       trace.number(end - 1) - trace.number(begin) == count - 1;
    if (!whole) {
        return figures;
    }
    const auto n = static_cast<double>(count);
    double meanT = 0.0;
    double meanY = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
        meanT += trace.time_s(i) / n;
        meanY += trace.value(channel, i) / n;
    }
    double tt = 0.0;
    double ty = 0.0;
    double yy = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
        const double t = trace.time_s(i) - meanT;
        const double y = trace.value(channel, i) - meanY;
        tt += t * t;
        ty += t * y;
        yy += y * y;
    }
    figures.noise = std::sqrt(std::max(0.0, yy - ty * ty / tt) / (n - 2.0));
    return figures;
}

} // namespace tgc::desktop

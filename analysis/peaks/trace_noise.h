// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/peak.h"
#include "analysis/signal/noise.h"

namespace tgc {

/// Noise and drift of a trace outside the stretches that peaks occupy.
struct TraceNoise {
    double interval = 0.0; ///< usual (median) sampling interval, s; 0 for a single sample
    BaselineNoise baseline;
    NoiseProfile profile;

    /// An IntegrationResult with points, rate, noise and drift filled in, and nothing else.
    [[nodiscard]] IntegrationResult header(const Chromatogram &trace) const;
};

/// The usual sampling interval: the even one, or the median of the uneven ones.
[[nodiscard]] double usualInterval(const Chromatogram &trace);

/// The trace's pyramid over `values` (its own, or those with spikes taken out). Uneven traces are put on their usual
/// interval, made longer where that would give more than four points a sample.
[[nodiscard]] Pyramid pyramidOf(const Chromatogram &trace, std::span<const double> values);

/// What the stretches (in any order) leave free between two times.
[[nodiscard]] std::vector<Span> freeStretches(std::span<const Span> occupied, double from, double to);

/// `occupied` = stretches with peaks or artefacts, in any order; `width` = typical half-height width of the peaks (0:
/// unknown). Segments are 5 widths long (Ph.Eur. 2.2.46), with at least 10 samples.
[[nodiscard]] TraceNoise traceNoise(const Chromatogram &trace, std::span<const Span> occupied, double width,
                                    const NoiseProfile &profile);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/moments.h"
#include "analysis/peaks/noise_window.h"
#include "analysis/peaks/peak.h"

namespace tgc {

/// What the pharmacopoeias and the theory of peaks say of one integrated peak, besides what a Peak holds already.
/// Empty where it cannot be determined: a neighbour cuts the flank off above that level, the peak is no single hump on a
/// straight line (exponential skims and fitted components), nothing stands before it, no dead time was given.
struct PeakMeasures {
    std::optional<Time> width5; ///< at 5 % of the height, straight between samples
    std::optional<Time> width10;
    std::optional<Time> widthBase; ///< between the tangents
    std::optional<double> asymmetry; ///< B/A at 10 %
    std::optional<double> platesTangent; ///< 16 (tR / Wb)^2
    std::optional<double> platesFoleyDorsey;
    std::optional<double> resolutionTangent; ///< to the peak before it, 2 dt / (Wb,1 + Wb,2)
    std::optional<double> peakToValley; ///< to the higher of the valleys beside it
    std::optional<double> retentionFactor;
    std::optional<double> separationFactor; ///< to the peak before it
    std::optional<double> signalToNoise; ///< 2 H / h with h of `noise`
    std::optional<NoiseWindow> noise;
    std::optional<Moments> moments;
};

/// What the measures need that no trace holds.
struct MeasureOptions {
    std::optional<Time> deadTime; ///< of what is not retained, on the trace's time axis
    const Chromatogram *blank =
        nullptr; ///< the noise is taken from it; from the trace itself, between its peaks, when null
};

/// One PeakMeasures for each peak of `result`, which came from `trace`. Formulas: pharmacopoeia.h, docs/integration.md.
[[nodiscard]] std::vector<PeakMeasures> measurePeaks(const Chromatogram &trace, const IntegrationResult &result,
                                                     const MeasureOptions &options = {});

} // namespace tgc

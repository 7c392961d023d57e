// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/area.h"
#include "analysis/peaks/peak.h"
#include "analysis/signal/line.h"

namespace tgc {

/// A trace and what the measures need to know of it.
struct TraceFacts {
    Samples samples;
    double interval = 0.0;        ///< usual sampling interval, s
    double noisePeakToPeak = 0.0; ///< of the baseline; 0 = not determined
    std::span<const Stretch> saturation; ///< where the digitiser itself says that it was at the end of its range
};

/// Bounds of one peak and its baseline.
struct PeakBounds {
    double start = 0.0;
    double end = 0.0;
    double apexNear = 0.0;    ///< s; the apex is sought within `apexReach` of it
    double apexReach = 0.0;
    double width = 0.0;       ///< expected half-height width, s
    int sign = 1;
    bool shoulder = false;    ///< has no maximum of its own: its apex is `apexNear`
    Line baseline;
};

/// Integrates between the bounds and measures height, apex, widths, tailing, plates, S/N and the flags that follow
/// from the samples (negative, saturated, gap). Code, rule, name and uncertainty are the caller's.
[[nodiscard]] Peak describePeak(const TraceFacts &trace, const PeakBounds &bounds);

/// Fills in the resolution of each peak to the one before it, where both have a width at half height.
void addResolutions(std::vector<Peak> &peaks);

} // namespace tgc

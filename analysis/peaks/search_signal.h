// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/integrate.h"
#include "analysis/peaks/steps.h"
#include "analysis/peaks/transients.h"
#include "analysis/signal/noise.h"
#include "analysis/signal/pyramid.h"

namespace tgc {

/// The signal in which peaks are looked for.
struct SearchSignal {
    std::vector<Spike> spikes; ///< taken out of it
    std::vector<Step> steps;   ///< taken out, too: to the search a corner looks like a bump and a dent of any width
    std::vector<double> prepared; ///< what the pyramid looks at, where that is not the trace itself
    Pyramid pyramid;
    NoiseProfile noise; ///< of the pyramid
};

/// Takes out spikes and steps, smooths and bunches as the options say. `sampleNoise` = SD of one raw sample. On uneven sampling
/// the filters count samples, of the usual interval. The trace must outlive it.
[[nodiscard]] SearchSignal searchSignal(const Chromatogram &trace, const DetectionOptions &options, double sampleNoise);

} // namespace tgc

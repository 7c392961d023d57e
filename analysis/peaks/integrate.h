// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/core/error.h"
#include "analysis/peaks/peak.h"

namespace tgc {

/// How the signal is prepared and judged when peaks are looked for; areas always come from the raw samples.
struct DetectionOptions {
    double threshold = 6.0;   ///< a peak stands out by so many SD of the noise at its own width
    double smoothing_s = 0.0; ///< length of a quadratic Savitzky-Golay filter; 0 = none
    double bunching = 1.0;    ///< samples averaged into one, a whole number
    double spikeFilter = 8.0; ///< jumps that come back are spikes from so many SD of one sample on; 0 = no filter
    bool removeSteps = true;  ///< steps of the baseline are taken out of the signal that is searched and measured
    bool operator==(const DetectionOptions &) const = default;
};

/// Defaults suit a gas chromatogram nobody has looked at yet.
struct IntegrationOptions {
    std::optional<Time> expectedWidthHalf; ///< expected width at half height; found from the signal when empty
    std::vector<Target> targets;           ///< peaks to be named by retention window
    DetectionOptions detection{};
};

/// Detection (Savitzky-Golay), two-sided averaged straight baseline, drop line for fused peaks, trapezoid on raw data.
/// Never fails: a signal without peaks is a result, and `rejected` and `warnings` say why.
[[nodiscard]] IntegrationResult integrateClassic(const Chromatogram &trace, const IntegrationOptions &options = {});

/// Bounds a person or a vendor gave. Without baseline values the baseline runs between the signal's own values.
struct GivenBounds {
    Time start{};
    Time end{};
    std::optional<Signal> baselineStart;
    std::optional<Signal> baselineEnd;
    std::optional<std::string> name;
};

/// Integrates exactly there (samples within [start, end], ends interpolated) and reports nothing else, in the given
/// order. BadInput when an interval is empty, reversed or outside the trace.
[[nodiscard]] Result<IntegrationResult> integrateBounds(const Chromatogram &trace, std::span<const GivenBounds> bounds);

} // namespace tgc

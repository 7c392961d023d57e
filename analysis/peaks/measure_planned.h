// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/core/chromatogram.h"
#include "analysis/peaks/event_layout.h"
#include "analysis/signal/noise.h"

namespace tgc {

/// Measures peaks that events have changed, on the raw samples, less the steps that the search took out. What noise does to means is looked up in the trace once,
/// when the first peak needs it.
class PlannedMeasure {
public:
    /// `detected` = what the search found: its peaks are not taken for noise. The trace must outlive this.
    PlannedMeasure(const Chromatogram &trace, const IntegrationResult &detected);

    /// Brings every dirty peak up to date and puts the peaks in order of apex.
    void refresh(Layout &layout);

private:
    struct Noise {
        Pyramid pyramid;
        NoiseProfile profile;
    };
    [[nodiscard]] const Noise &noise(const Layout &layout);
    [[nodiscard]] Peak measured(const Layout &layout, const PlannedPeak &plan);
    [[nodiscard]] double uncertainty(const Layout &layout, const PlannedPeak &plan, const Peak &peak);

    const Chromatogram &m_trace;
    std::vector<Span> m_occupied;
    double m_peakToPeak = 0.0;
    std::optional<Noise> m_noise;
};

} // namespace tgc

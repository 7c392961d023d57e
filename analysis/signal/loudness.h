// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/signal/pyramid.h"

namespace tgc {

/// Where a trace is noisier than it is as a whole (column bleed, a flickering flame, a valve's aftermath).
///
/// It is heard in fourth differences over 1/64 to 1/8 of a peak's width: peaks of that width and any baseline vanish in
/// them (as the fourth power of step over width), noise and ripple stay. So a crowd of peaks is not taken for noise.
class Loudness {
public:
    Loudness() = default; ///< equally loud everywhere
    /// `peakWidth` = half-height width of the trace's usual peaks, s. The pyramid must outlive what is made of it:
    /// neighbourhoods are heard when they are asked for.
    Loudness(const Pyramid &pyramid, double peakWidth);

    /// Local SD over the SD of the whole trace, at the loudest of those scales, within ten peak widths either side; less
    /// what chance gives, and at least 1. Exactly 1 where sampling is too coarse to tell. Not for several threads at once.
    [[nodiscard]] double at(double t) const;

private:
    /// What one of those scales tells.
    struct Scale {
        const Level *level = nullptr;
        double whole = 0.0; ///< SD of its fourth differences over the whole trace
    };
    [[nodiscard]] double heardAround(double centre) const;

    double m_start = 0.0;
    double m_width = 0.0; ///< of the usual peaks, s
    double m_hop = 0.0; ///< distance of the neighbourhoods, s
    std::vector<Scale> m_scales;
    mutable std::vector<double> m_ratios; ///< by neighbourhood; 0 = not asked for yet
};

} // namespace tgc

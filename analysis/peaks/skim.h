// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "analysis/peaks/area.h"
#include "analysis/signal/line.h"

namespace tgc {

/// The ground under a peak that is skimmed off a larger one: line + level * exp(-rate |t - origin|) in [from, to].
/// A straight skim has level 0.
struct SkimCurve {
    double from = 0.0;
    double to = 0.0;
    Line line;
    double level = 0.0;
    double rate = 0.0;   ///< 1/s
    double origin = 0.0; ///< the valley, s

    [[nodiscard]] double at(double t) const
    {
        return level == 0.0 ? line.at(t) : line.at(t) + level * std::exp(-rate * std::abs(t - origin));
    }
};

/// Where a small peak stands on a large one's flank.
struct SkimPlace {
    double majorApex = 0.0; ///< s
    double valley = 0.0;    ///< between the two
    double minorApex = 0.0;
    double farEnd = 0.0;    ///< how far the skim may reach beyond the minor peak
    double window = 0.0;    ///< the signal is averaged over +- half of it, s
    int sign = 1;           ///< of both peaks
};

/// Mean of the samples within half a window of t; the signal itself at t where there are none.
[[nodiscard]] double meanAbout(const Samples &samples, double t, double window);

/// The straight line from the signal at the valley that touches the signal beyond the minor peak from below (no part of
/// the signal between valley and touch lies under it). `straight tangent skim` of analysis.md 3.3.
[[nodiscard]] SkimCurve straightSkim(const Samples &samples, const SkimPlace &place);

/// B(t) = s_v exp(-lambda (t - t_v)) over `ground`, with s_v the height of the valley and lambda the steepest relative
/// decay of the signal between the major apex and the valley (analysis.md 3.3). It ends where the signal falls to it, or
/// at `farEnd`. A valley at or under the ground gives the ground itself.
[[nodiscard]] SkimCurve exponentialSkim(const Samples &samples, const SkimPlace &place, const Line &ground);

} // namespace tgc

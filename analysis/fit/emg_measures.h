// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/fit/emg.h"

namespace tgc {

/// Top of an EMG. It lies on the parent Gaussian (tau f' = g - f = 0 there), between mu and mu + tau.
struct EmgApex {
    double time = 0.0;   ///< s
    double height = 0.0; ///< of the EMG of area 1, 1/s
};
[[nodiscard]] EmgApex emgApex(const EmgShape &shape);

/// Where an EMG has `fraction` (0 < fraction < 1) of its height, before and after its apex, s.
struct EmgWidth {
    double left = 0.0;
    double right = 0.0;
    [[nodiscard]] double width() const { return right - left; }
};
[[nodiscard]] EmgWidth emgWidth(const EmgShape &shape, double fraction);

/// Back over front half-width at 10 % of the height, B/A.
[[nodiscard]] double emgAsymmetry(const EmgShape &shape);
/// USP <621> / Ph.Eur. 2.2.46 tailing (symmetry) factor W0.05 / (2 d).
[[nodiscard]] double emgTailing(const EmgShape &shape);

/// Moments in closed form (Grushka 1972): mean mu + tau, variance sigma^2 + tau^2, skew 2 tau^3 / variance^1.5,
/// excess kurtosis 6 tau^4 / variance^2.
struct EmgMoments {
    double mean = 0.0;     ///< s
    double variance = 0.0; ///< s^2
    double skew = 0.0;
    double excess = 0.0;
};
[[nodiscard]] EmgMoments emgMoments(const EmgShape &shape);

} // namespace tgc

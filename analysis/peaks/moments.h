// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "analysis/peaks/area.h"

namespace tgc {

/// Statistical moments of a peak above its baseline, between its bounds: M0 = integral y dt, M1 = integral t y dt / M0,
/// Mn = integral (t - M1)^n y dt / M0 (Grushka, Anal. Chem. 41 (1969) 889). N = M1^2 / M2, skew = M3 / M2^1.5.
/// Noise far from the apex weighs with the n-th power of its distance: M3 and M4 mean little below S/N 100.
struct Moments {
    double m0 = 0.0; ///< area, signal unit x s
    double m1_s = 0.0; ///< centre of gravity, on the trace's time axis
    double m2_s2 = 0.0; ///< variance
    double m3_s3 = 0.0;
    double m4_s4 = 0.0;
};

/// By the trapezoid rule on the samples within [start, end], the ends interpolated. Empty where the area is zero or the
/// variance is not positive: noise, or a peak that crosses its baseline, has no such numbers.
[[nodiscard]] std::optional<Moments> momentsOf(const Samples &samples, double start, double end, const Line &baseline);

} // namespace tgc

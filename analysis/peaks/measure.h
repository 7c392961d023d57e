// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/peaks/area.h"
#include "analysis/peaks/pharmacopoeia.h"
#include "analysis/signal/line.h"

namespace tgc {

/// Where a peak's top is.
struct Apex {
    double time = 0.0;
    double value = 0.0; ///< signal there, above zero
};

/// Least-squares parabola through the samples about the extreme (sign +-1) of [from, to]; `reach` = half the stretch
/// that is fitted, s. With fewer than three samples there: the extreme sample itself.
[[nodiscard]] Apex findApex(const Samples &samples, double from, double to, int sign, double reach);

/// Times left and right of the apex where the signal first falls to `fraction` of its height above the baseline,
/// straight between samples; empty on a side where that does not happen before the bound. `smoothing` (s) averages
/// the signal about each point, so that noise does not cross early.
struct Crossings {
    std::optional<double> left;
    std::optional<double> right;
};
[[nodiscard]] Crossings crossings(const Samples &samples, double start, double end, const Apex &apex,
                                  const Line &baseline, double fraction, double smoothing);

/// Three and more equal samples at the extreme of [start, end], and more of them than the converter's step explains
/// for a peak that wide: the detector or converter ran into its rail.
[[nodiscard]] bool isSaturated(const Samples &samples, double start, double end, int sign, double height,
                               double widthHalf);
/// Samples are missing in [start, end]: two neighbours more than 1.5 usual intervals apart.
[[nodiscard]] bool hasGap(const Samples &samples, double start, double end, double interval);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/signal/line.h"
#include "analysis/signal/noise.h"

namespace tgc {

/// What the standard uncertainty of an area is made of; all lengths in s, areas in signal unit x s.
struct AreaBudget {
    double area = 0.0;
    double length = 0.0;         ///< of the integrated stretch
    double anchors = 0.0;        ///< mean length of the stretches that carry the baseline
    double widthHalf = 0.0;
    double interval = 0.0;       ///< between samples
    double otherBaselines = 0.0; ///< largest change of the area under equally good baselines
    double meanNoise = 0.0;      ///< SD of a mean over `length` against the means over `length` either side
    double valleyHeights = 0.0;  ///< sum of the heights of the drop lines over the baseline
    double tail = 0.0;           ///< what an exponential tail goes on with beyond the peak's end
};

/// Root of the sum of squares of
/// - noise, of whatever colour: length x meanNoise, brought from
///   anchors of that length to the real ones by the white-noise ratio (1/n + 1/2m) / (1/n + 1/2n);
/// - the choice of baseline: half range / sqrt 3 (rectangular);
/// - sampling: error of the trapezoid of a Gaussian, 2 exp(-2 pi^2 (sigma/dt)^2), with unknown phase (/ sqrt 2);
/// - drop lines: what neighbours exchange across one, and whether the baseline should have met the valley, is of the
///   order of 0.6 x its height x half-height width (overlap errors in analysis.md 3.3, tailing pairs included);
/// - the tail that goes on: it is lost, and the baseline rests on it.
[[nodiscard]] double areaUncertainty(const AreaBudget &budget);

/// Where a peak and its baseline lie, for `tailBeyond`.
struct TailPlace {
    double apex = 0.0;
    double width = 0.0; ///< at half height
    double start = 0.0;
    double end = 0.0;
    Line baseline;
    int sign = 1;
};

/// Area that a tail has beyond the peak's end and that a baseline resting on it cuts off. Means over three equal blocks
/// between 0.9 widths behind the apex and the end fall in proportion where the tail is an exponential; what they fall
/// to (Aitken: (y1 y3 - y2^2) / (y1 + y3 - 2 y2)) is the true baseline. 0 where noise could make as much of it.
[[nodiscard]] double tailBeyond(const Pyramid &pyramid, const NoiseProfile &profile, const TailPlace &place);

/// The quieter of what the whole trace and what the neighbourhood of `time` say about means over `length`: peaks crowd
/// the one, a stormy stretch elsewhere spoils the other.
[[nodiscard]] double meanNoiseNear(const Pyramid &pyramid, const NoiseProfile &profile, double time, double length);

} // namespace tgc

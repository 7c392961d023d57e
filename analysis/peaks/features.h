// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "analysis/signal/loudness.h"
#include "analysis/signal/pyramid.h"

namespace tgc {

/// A bump (sign +1) or dent (-1) of the signal that stands out of the noise.
struct Feature {
    double time = 0.0;     ///< s
    double width = 0.0;    ///< half-height width of the scale that sees it best, s
    double response = 0.0; ///< its height as that scale sees it, above zero
    double noise = 0.0;    ///< SD of such heights where there is no peak, whatever the noise's colour
    int sign = 1;
    bool shoulder = false; ///< bends the flank of a larger neighbour, which falls on through it
    double strictness = 1.0; ///< `noise` is so many times the real one: how a threshold other than the usual is met

    [[nodiscard]] double significance() const { return noise > 0.0 ? response / noise : 0.0; }
};

struct Features {
    std::vector<Feature> found; ///< in order of time; those under `detectionLimit` only bound their neighbours
    std::vector<Feature> weak;  ///< stood out, yet by less than `doubtLimit`
    double width = 0.0;         ///< the typical one: median weighted by height; the expected one where given; s
    Loudness loudness;          ///< heard at that width
};

/// A bump needs this many SD of the noise at its own scale.
inline constexpr double detectionLimit = 6.0;

/// Between this and the limit it is refused, yet still parts its neighbours at the valley.
inline constexpr double doubtLimit = 5.0;

/// Second derivatives (Savitzky-Golay, quadratic) on every scale of the pyramid: the negative second derivative of a
/// peak has its maximum at the apex and sees through any straight baseline; a window of 2.4 half-height widths is near
/// the matched filter. Each scale has its own noise (robust SD of its own response), so flicker noise and drift raise
/// the limit. What several scales see is one feature, of the scale that sees it best; where a finer scale sees two, it
/// is two (fused peaks, shoulders). `threshold` stands for `detectionLimit`; the other limits go with it.
[[nodiscard]] Features findFeatures(const Pyramid &pyramid, std::optional<double> expectedWidth, double smallestNoise,
                                    double threshold = detectionLimit);

} // namespace tgc

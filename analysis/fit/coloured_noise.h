// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/signal/noise.h"

namespace tgc {

/// Noise of a trace as the sum of white noise and flicker (power c/f).
struct ColouredNoise {
    double white = 0.0;   ///< variance x interval of a sample: a mean over T has the variance white / T; unit^2 s
    double flicker = 0.0; ///< c, unit^2
};

/// Read off a trace's profile at two durations: one sample, and the width of a peak. The curvature variance of means over
/// T is 1.5 white/T + 1.687 c; the second constant follows from the covariance below. `smallest` = least SD of one
/// sample, so that a noise-free trace keeps finite weights.
[[nodiscard]] ColouredNoise colouredNoise(const NoiseProfile &profile, double interval, double widthHalf,
                                          double smallest);

/// One mean of successive samples, as it is fitted. The model's mean over them is taken by three points (at the centre
/// with weight 1 - 2w, at the centre +- arm with weight w each), which is exact to the fifth power of time for evenly
/// spaced samples (Gauss's rule of that discrete measure).
struct Block {
    double time = 0.0; ///< mean time of its samples, s
    double length = 0.0; ///< time its samples stand for, s
    double value = 0.0; ///< mean signal
    double arm = 0.0; ///< s
    double weight = 0.0; ///< w
};

/// Covariance of two blocks' noise: white/length where they are the same block, and between blocks of length d at the
/// distance x flicker's covariance -c ln|t/reach| averaged over both,
///   c (1 - (H(x+d) - 2 H(x) + H(x-d)) / d^2),   H(x) = x^2/2 ln|x/reach| - 3/4 x^2,
/// which is flicker noise but for its mean: the 1 and `reach` (s, at least as long as x + d) make it positive and are
/// taken up by a model's own baseline. A logarithm as covariance: Matheron's intrinsic random functions.
[[nodiscard]] double blockCovariance(const Block &one, const Block &other, const ColouredNoise &noise, double reach);

} // namespace tgc

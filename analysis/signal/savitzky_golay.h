// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace tgc {

/// Weights that, applied to `window` samples one unit apart, give the `derivative`-th derivative of the least-squares
/// polynomial of `order`, evaluated `position` samples from the window's middle (0 = the usual centred filter).
/// Savitzky & Golay 1964; off-centre positions after Gorry 1990. By Householder QR on a scaled abscissa.
/// Precondition: window odd, order < window, derivative <= order, |position| <= window / 2.
[[nodiscard]] std::vector<double> savitzkyGolayWeights(int window, int order, int derivative, int position = 0);

/// The filter over evenly spaced samples; near the ends the end polynomial is evaluated (Gorry), nothing is padded.
/// The derivative is per sample interval (divide by dt^derivative). A window longer than the signal is shortened;
/// a signal too short for the order comes back unchanged (or as zeros for a derivative).
[[nodiscard]] std::vector<double> savitzkyGolay(std::span<const double> values, int window, int order, int derivative);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace tgc {

/// y = value + slope * (t - time)
struct Line {
    double time = 0.0;
    double value = 0.0;
    double slope = 0.0;

    [[nodiscard]] double at(double t) const { return value + slope * (t - time); }
};

/// What is left of a stretch of signal when its regression line is taken off.
struct Detrended {
    Line line;               ///< through the centre of the samples
    double rms = 0.0;        ///< sqrt(sum e^2 / (n - 2)); 0 for fewer than three samples
    double peakToPeak = 0.0; ///< of the residuals (ASTM E685, one cycle)
};

/// Least-squares line of values over times (equal in number, at least one), computed centred.
[[nodiscard]] Detrended detrend(std::span<const double> times, std::span<const double> values);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/signal/pyramid.h"

namespace tgc {

/// So many values are looked at for one standard deviation; more would cost time and gain nothing.
inline constexpr std::size_t mostForSigma = 8192;

/// Robust standard deviation of values centred on zero: the smaller of what the quarter and the half of the values
/// nearest to zero say, so that a trace half full of peaks still shows its noise. At most mostForSigma are looked at.
[[nodiscard]] double centredSigma(std::span<const double> values);

/// White noise of one sample from first differences: robust SD / sqrt 2. Blind to drift, and to noise slower than
/// a sample; where most neighbours are equal (a coarse converter) one step / sqrt 12 stands in.
[[nodiscard]] double differenceNoise(std::span<const double> values);

/// Smallest change between neighbours that is not zero: the converter's step. 0 for a constant signal.
[[nodiscard]] double converterStep(std::span<const double> values);

/// Smallest and largest of at least one value.
struct Extent {
    double low = 0.0;
    double high = 0.0;
};
[[nodiscard]] Extent extentOf(std::span<const double> values);

/// The least noise that a sample is taken to have: neither a noise-free signal nor one flat to the converter's step may
/// make every ripple significant. A billionth of the range, or the step / sqrt 12.
[[nodiscard]] double leastNoise(std::span<const double> values, Extent extent);

/// A stretch of time, s.
struct Span {
    double from = 0.0;
    double to = 0.0;
};

/// How noise averages out over time in this trace, whatever its colour: the robust SD of a mean over T seconds minus
/// the means over T either side (halved), measured on every level of the pyramid. White noise falls as 1/sqrt T,
/// flicker noise does not.
class NoiseProfile {
public:
    NoiseProfile() = default; ///< no noise at all
    /// `occupied` = stretches (in order of time) not to be looked at; where they leave fewer than 24 means of a length,
    /// the noise of the longest measured one is kept, as flicker would have it.
    explicit NoiseProfile(const Pyramid &pyramid, std::span<const Span> occupied = {});
    /// SD of v(T) - (v(T before) + v(T after)) / 2.
    [[nodiscard]] double curvature(double duration) const;
    /// SD of v(T) - v(T after), drift taken off: sqrt(2 / 1.5) of the above.
    [[nodiscard]] double difference(double duration) const;

private:
    std::vector<std::pair<double, double>> m_curvature; ///< (log2 duration, sd)
};

/// The same curvature SD from the neighbourhood of one time only: at most 24 lengths either side. With fewer than a
/// dozen values there: nothing known, empty.
[[nodiscard]] std::optional<double> localCurvature(const Pyramid &pyramid, double time, double duration);

/// Noise and drift of the signal where there are no peaks.
struct BaselineNoise {
    double sigma = 0.0; ///< SD of one sample about the local baseline
    double peakToPeak = 0.0; ///< within one segment, its line taken off; median over the segments
    double drift = 0.0; ///< per s: Theil-Sen slope through the segments
    std::size_t segments = 0;
};

/// Cuts the free stretches into segments of `length` seconds, takes off each one's regression line (drift does not
/// count as noise, flicker within a segment does), and takes medians over the segments, so that a disturbed stretch
/// cannot spoil the answer. No segment of at least 5 samples: nothing but zeros, segments = 0.
[[nodiscard]] BaselineNoise baselineNoise(std::span<const double> times, std::span<const double> values,
                                          std::span<const Span> free, double length);

} // namespace tgc

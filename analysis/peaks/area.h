// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "analysis/signal/line.h"

namespace tgc {

/// The samples of a trace as plain numbers, time in s.
struct Samples {
    std::span<const double> times_s;
    std::span<const double> values;

    [[nodiscard]] std::size_t size() const { return values.size(); }
    /// First sample at or after t; size() when there is none.
    [[nodiscard]] std::size_t at(double t) const;
    /// Signal at t, straight between samples, held beyond the ends.
    [[nodiscard]] double valueAt(double t) const;
};

/// Integral of (signal - baseline) from start to end by the trapezoid rule on the real times; both ends are
/// interpolated where they fall between samples. The baseline is taken off sample by sample, before summing: a small
/// peak on a large offset loses its digits otherwise (analysis.md 6).
[[nodiscard]] double areaAbove(const Samples &samples, double start, double end, const Line &baseline);

} // namespace tgc

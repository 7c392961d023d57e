// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

namespace tgc {

/// Student quantile t(p, dof); `dof` may be fractional; empty (infinitely many) gives the normal quantile. 0 < p < 1.
[[nodiscard]] double studentQuantile(double p, std::optional<double> dof);
/// Chance of a |t| at least as large.
[[nodiscard]] double studentTwoSidedTail(double t, double dof);
/// The noncentrality at which a noncentral t with `dof` stands at or below `t` with the chance p. 0 < p < 1.
[[nodiscard]] double noncentrality(double t, double dof, double p);
/// Upper tail of Fisher's F.
[[nodiscard]] double fisherUpperTail(double f, double dof1, double dof2);
/// Median of Fisher's F.
[[nodiscard]] double fisherMedian(double dof1, double dof2);
/// Upper tail of chi-square.
[[nodiscard]] double chiSquareUpperTail(double chiSquare, double dof);

[[nodiscard]] double mean(std::span<const double> values);
/// Two-pass sample standard deviation (n - 1); 0 for fewer than two values.
[[nodiscard]] double sampleSd(std::span<const double> values);

} // namespace tgc

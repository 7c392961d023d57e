// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace tgc {

/// A straight line through points of which some may be wrong: the median of the slopes of all pairs. It breaks down only
/// when more than 29 % of the points are wrong.
struct RobustLine {
    double slope = 0.0;
    double low = 0.0; ///< interval of the slope
    double high = 0.0;
    double intercept = 0.0; ///< median y - slope median x

    [[nodiscard]] double at(double x) const { return intercept + slope * x; }
};

/// P. K. Sen, J. Am. Stat. Assoc. 63 (1968) 1379: the interval is that of Kendall's tau, between the slopes of the ranks
/// (N -+ z s)/2, s^2 = [n(n-1)(2n+5) - sum t(t-1)(2t+5)]/18 with t the numbers of equal x and of equal y. Empty with
/// fewer than three points, where all x are equal, or where the numbers of x and y differ. Of more than `mostForSlopes`
/// points as many evenly chosen ones are taken: the number of pairs goes with the square.
inline constexpr std::size_t mostForSlopes = 500;
[[nodiscard]] std::optional<RobustLine> theilSen(std::span<const double> x, std::span<const double> y,
                                                 double confidence = 0.95);

} // namespace tgc

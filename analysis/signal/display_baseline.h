// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tgc {

/// Curves that follow the ground of a trace, to be drawn and nothing else: they run along the lower edge of the noise and
/// under peaks as they please, which shifts areas by some per cent to more than half (analysis.md 3.5, own simulation).
/// Areas are counted over the baselines of `analysis/peaks`.

/// SNIP (Ryan 1988, Morhac 1997): v_i <- min(v_i, (v_(i-k) + v_(i+k)) / 2) for k = 1 ... m, with m about half a peak's base
/// in samples; the first and last k values stay in round k.
[[nodiscard]] std::vector<double> snipBaseline(std::span<const double> values, std::size_t halfWidth);

struct ArplsOptions {
    double lambda = 0.0; ///< stiffness; 0: 1e7 (n / 1000)^4, as it must grow with the number of points
    std::size_t mostSolves = 50; ///< ends earlier where the weights change by less than 1e-6 of their norm
};

/// arPLS (Baek, Park, Ahn, Choo, Analyst 140 (2015) 250): z minimises sum w (y - z)^2 + lambda sum (second difference of
/// z)^2, with weights w = 1 / (1 + exp(2 (d - (2 s - m)) / s)) of d = y - z, m and s mean and SD (n - 1) of the negative
/// d. Evenly spaced values, all finite; fewer than three come back as they are.
[[nodiscard]] std::vector<double> arplsBaseline(std::span<const double> values, const ArplsOptions &options = {});

} // namespace tgc

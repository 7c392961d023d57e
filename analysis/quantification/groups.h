// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

namespace tgc {

/// Replicate cells of one group. The scatter of cells is one thing, the measurement uncertainty of each another: a
/// common calibration moves all of them, so it is not divided by sqrt n (analysis.md 4.1 f).
struct GroupSummary {
    std::size_t n = 0;
    double mean = 0.0;
    std::optional<double> sd;            ///< of cells; empty for one
    std::optional<double> halfWidth;     ///< t(confidence, n - 1) sd / sqrt n
    std::optional<double> measurementU;  ///< median of the results' own standard uncertainties
};

/// `uncertainties` may be empty. 0 < confidence < 1.
[[nodiscard]] GroupSummary summariseGroup(std::span<const double> values, std::span<const double> uncertainties,
                                          double confidence = 0.95);

/// Do two groups differ by more than their cells scatter? Variances need not be equal.
struct GroupComparison {
    double difference = 0.0; ///< mean of the first minus mean of the second
    double t = 0.0;          ///< Welch 1947
    double dof = 0.0;        ///< Welch-Satterthwaite
    double p = 0.0;          ///< two sides
    double low = 0.0;        ///< interval of the difference
    double high = 0.0;
    double hedgesG = 0.0;    ///< difference over the pooled standard deviation, with the small-sample factor J
    /// Interval of what g estimates, (mu1 - mu2)/sigma: the noncentralities at which the pooled t stands on the tails'
    /// quantiles, times sqrt(1/n1 + 1/n2) (Steiger and Fouladi 1997). Empty where |t| is beyond 1000: no scatter to speak
    /// of.
    std::optional<double> hedgesLow;
    std::optional<double> hedgesHigh;
};

/// Empty with fewer than two cells in a group, or where neither group scatters.
[[nodiscard]] std::optional<GroupComparison> compareGroups(std::span<const double> first,
                                                           std::span<const double> second, double confidence = 0.95);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace tgc {

/// 1 / Phi^-1(3/4): turns a median absolute deviation into the standard deviation of a normal distribution.
inline constexpr double madToSigma = 1.4826022185056019;

/// Middle value; mean of the two middle ones where their number is even; 0 for no values.
[[nodiscard]] double median(std::vector<double> values);

/// 1.4826 median|y - median y|: the standard deviation, blind to up to half of the values being outliers.
[[nodiscard]] double madSigma(std::span<const double> values);

/// |y_i - median| / (1.4826 MAD) in the window i +- halfWindow (Hampel). Where all neighbours agree, `floor` stands in
/// for the deviation, so that one step of the converter is not an infinite outlier.
[[nodiscard]] double hampelScore(std::span<const double> values, std::size_t index, std::size_t halfWindow,
                                 double floor);

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tgc {

/// c4(n) = sqrt(2/(n-1)) G(n/2)/G((n-1)/2): what the standard deviation of n normal values is on average, over sigma.
[[nodiscard]] double sdBias(int n);

/// d2(n) = integral of 1 - Phi^n - (1 - Phi)^n: what the range of n normal values is on average, over sigma.
[[nodiscard]] double rangeOverSigma(int n);

/// Centre and standard deviation of a check standard's response, as a chart is drawn with them.
struct ControlLimits {
    double centre = 0.0;
    double sd = 0.0;
};

/// Of single values in order of time (Shewhart's chart for individuals): the mean, and the mean moving range over d2(2).
/// A slow drift widens the usual standard deviation, hardly the moving range. Empty with fewer than `fewestForLimits`
/// values, or where all are equal.
inline constexpr std::size_t fewestForLimits = 6;
[[nodiscard]] std::optional<ControlLimits> controlLimits(std::span<const double> values);

/// Westgard's rules (Westgard et al., Clin. Chem. 27 (1981) 493).
enum class ControlRule {
    OneBeyond2s, ///< 1-2s: a warning only
    OneBeyond3s, ///< 1-3s
    TwoBeyond2s, ///< 2-2s: two in a row on the same side
    RangeBeyond4s, ///< R-4s: two in a row, one beyond +2 s, the other beyond -2 s
    FourBeyond1s, ///< 4-1s: four in a row on the same side
    TenOnOneSide, ///< 10x
};
[[nodiscard]] std::string_view toString(ControlRule rule); ///< 1-2s | 1-3s | 2-2s | R-4s | 4-1s | 10x
/// All but 1-2s, which asks to look at the others.
[[nodiscard]] constexpr bool rejects(ControlRule rule)
{
    return rule != ControlRule::OneBeyond2s;
}

/// The rules each value breaks, itself and those before it taken together.
[[nodiscard]] std::vector<std::vector<ControlRule>> controlFindings(std::span<const double> values,
                                                                    const ControlLimits &limits);

} // namespace tgc

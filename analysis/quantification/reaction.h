// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/core/units.h"

namespace tgc {

/// One value on its way to a plateau: the hydrogen of a draw brought back to the untouched vial, or the part of the
/// vial's pressure that is hydrogen. `value` and `u` in any one unit; `u` of this value alone (area, reading), 0 where it
/// is not known.
struct TimedValue {
    Time at{}; ///< since the dose
    double value = 0.0;
    double u = 0.0;
};

enum class ReactionState {
    Finished, ///< what may still come is less than matters
    Unfinished, ///< more is to come, beyond doubt
    Falling, ///< the values fall: a leak, no reaction
    CannotTell, ///< too few values, or too uncertain ones
};

[[nodiscard]] constexpr std::string_view toString(ReactionState state)
{
    switch (state) {
    case ReactionState::Finished: return "finished";
    case ReactionState::Unfinished: return "unfinished";
    case ReactionState::Falling: return "falling";
    case ReactionState::CannotTell: return "cannot-tell";
    }
    return "cannot-tell";
}

struct ReactionOptions {
    double enough = 0.01; ///< further rise, as a share of the last value, that no longer matters
    double confidence = 0.95; ///< one-sided, of either limit of the further rise
};

/// How far a reaction has come. It says what is to be expected and changes no number.
struct ReactionProgress {
    ReactionState state = ReactionState::CannotTell;
    std::size_t values = 0;
    std::optional<double> plateau; ///< in the values' unit; empty where none is in sight
    std::optional<Time> timeConstant; ///< tau; empty where the values do not determine it
    std::optional<double> furtherRise; ///< after the last value, as a share of it
    std::optional<double> furtherRiseU; ///< half of the interval that one standard deviation allows
    std::optional<double> furtherRiseLow; ///< limits at `confidence`, one-sided each
    std::optional<double> furtherRiseHigh; ///< empty: the values allow any rise
    std::optional<Time> wait; ///< from the last value until no more than `enough` is to come
    std::string sentence;
};

/// Fits n(t) = n_inf (1 - exp(-t/tau)), t since the dose, by least squares weighted with 1/u^2 (equal where a u is 0; the
/// scatter then comes from the residuals). The further rise n_inf/n(t_last) - 1 = 1/(exp(t_last/tau) - 1) is profiled:
/// at each tau n_inf is linear, and the limits stand where chi-square exceeds its least value by z^2 (t^2 where the
/// scatter is estimated), times chi-square a degree of freedom where the fit is poor (Bates and Watts, Nonlinear
/// Regression Analysis, 1988, 6.1). Before that, a weighted line that falls significantly at 1 % says Falling.
/// Finished: the upper limit is not above `enough`; Unfinished: the lower one is. Fewer than three values, or values that
/// do not follow each other in time, give CannotTell with the reason.
[[nodiscard]] ReactionProgress reactionProgress(std::span<const TimedValue> values,
                                                const ReactionOptions &options = {});

} // namespace tgc

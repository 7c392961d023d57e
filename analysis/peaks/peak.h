// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/core/units.h"
#include "analysis/peaks/step.h"

namespace tgc {

/// How a peak was bounded towards its neighbours.
enum class BoundRule { Drop, Valley, Forced, Tangent, ExponentialSkim, Fit };

[[nodiscard]] constexpr std::string_view toString(BoundRule rule)
{
    switch (rule) {
    case BoundRule::Drop: return "drop";
    case BoundRule::Valley: return "valley";
    case BoundRule::Forced: return "forced";
    case BoundRule::Tangent: return "tangent";
    case BoundRule::ExponentialSkim: return "exponential-skim";
    case BoundRule::Fit: return "fit";
    }
    return "drop";
}

/// The exponentially modified Gaussian that was fitted in a peak's place. Its area is the peak's, and it stands on the
/// peak's own straight line from `start` to `end`: the fitted signal is that line plus area x EMG of every peak fitted on it.
struct FittedShape {
    Time mu{}; ///< of the parent Gaussian
    Time sigma{}; ///< > 0
    Time tau{}; ///< of the decay; 0: a plain Gaussian
    /// Of area, mu, sigma, tau, baselineStart and baselineEnd, row by row, in products of the signal's unit and s. The row
    /// of a tau that was not fitted is 0. The peak's `areaU` may be larger: it can hold a doubt in the model, too.
    std::array<double, 36> covariance{};
};

/// One integrated peak. Times are on the trace's own axis. A negative peak keeps its sign in height and area.
struct Peak {
    std::optional<std::string> name; ///< the target that claims it; empty when none does
    Time apex{};
    Signal height{}; ///< above the baseline
    PeakArea area{};
    PeakArea areaU{}; ///< standard uncertainty: noise, and the choice of baseline
    Time start{};
    Time end{};
    Signal baselineStart{}; ///< value of the straight baseline at `start`
    Signal baselineEnd{};
    std::string code = "BB"; ///< two letters: how it begins and ends, B baseline, V valley, F forced, T skim, M by hand
    BoundRule rule = BoundRule::Valley;
    std::optional<Time> widthHalf;
    std::optional<double> tailing;
    std::optional<double> plates;
    std::optional<double> resolution; ///< to the peak before it
    std::optional<double> signalToNoise; ///< 2 H / h, h = peak-to-peak noise of the baseline
    std::optional<PeakArea> classicArea; ///< of the classic integration, where `area` comes from a fit
    std::optional<FittedShape> fitted; ///< where the rule is `fit`
    std::vector<std::string> flags; ///< words: negative, saturated, gap, shape-mismatch, manual ...
};

/// A bump that was looked at and not reported, with the criterion that refused it and by how much.
struct RejectedCandidate {
    Time apex{};
    std::string criterion;
};

/// "The peak named NAME is expected at `retention`, give or take `halfWindow`."
struct Target {
    std::string name;
    Time retention{};
    Time halfWindow{};
};

/// What integration of one channel found.
struct IntegrationResult {
    std::size_t points = 0;
    std::optional<double> rate_Hz; ///< empty when sampling is not uniform
    std::optional<Signal> noise; ///< standard deviation of one sample about the local baseline; three samples at least
    std::optional<SignalRate> drift;
    std::optional<Signal> noisePeakToPeak; ///< of the baseline, over the windows that signal_to_noise is counted with
    std::string algorithmName;
    std::string algorithmVersion;
    std::vector<Peak> peaks; ///< in order of apex
    std::vector<RejectedCandidate> rejected;
    std::vector<Step> steps; ///< of the baseline, in order of time: peaks are measured on the signal without them
    std::vector<std::string> warnings;
};

} // namespace tgc

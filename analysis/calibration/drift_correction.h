// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/core/error.h"
#include "analysis/core/units.h"

namespace tgc {

/// A check standard and when it was injected, since any moment that all times of a batch count from.
struct TimedCheck {
    Time at{};
    StandardPoint standard;
};

/// Between check standards so far apart the instrument stood idle, over night for instance: they are no one point.
inline const Time longestPauseInGroup = hours(6.0);

/// Check standards that no sample, blank or long pause parts: their mean is one point of the drift.
struct CheckGroup {
    Time at{}; ///< mean of theirs
    std::vector<StandardPoint> standards;
};

/// Those that are used, in order of time. `injections`: when the samples and blanks were injected.
[[nodiscard]] std::vector<CheckGroup> checkGroups(std::span<const TimedCheck> checks, std::span<const Time> injections);

/// The detector's response at an injection as check standards tell it, over that of the curve: 1 where nothing has
/// changed since the calibration. It acts on the slope, so an amount read off the curve is divided by it.
struct ResponseReference {
    enum class Kind {
        Bracket, ///< between the checks before and after: a correction of drift
        Mean,    ///< of all checks: a recovery
    };
    Kind kind = Kind::Bracket;
    struct Share {
        double area = 0.0;
        double amount = 0.0; ///< stated, in the curve's unit
        double weight = 0.0; ///< all add to 1
    };
    std::vector<Share> checks;
    double areaU = 0.0;        ///< relative standard uncertainty from the scatter of the checks' areas
    double certificateU = 0.0; ///< relative, of what their amounts are stated with
};

/// R = sum w_i x(A_i)/x_i with x(A) by these coefficients (the curve's own, or a Monte Carlo trial's). The slope's error
/// is in R as in the sample's amount: it cancels, and the check standards' certificate takes its place.
[[nodiscard]] Result<double> responseBy(const ResponseReference &reference, std::span<const double> coefficients);

/// Linear in time between the check standards before and after (analysis.md 2.7):
/// R(t) = R1 + (R2 - R1)(t - t1)/(t2 - t1).
struct Bracket {
    ResponseReference reference;
    double drift = 0.0; ///< R2/R1 - 1
};

/// `farthest`: check standards farther away than this tell nothing of the injection; empty: all do.
/// NotDetermined: no check standard before, or none after. BadInput: an amount that is not above zero. A check without
/// uncertainty of its amount is taken to come from the calibration's certificate.
[[nodiscard]] Result<Bracket> bracketAt(const Calibration &curve, std::span<const CheckGroup> groups, Time at,
                                        std::optional<Time> farthest = {});

/// The mean of all check standards of a batch, as one recovery for the whole of it. Errors as above.
[[nodiscard]] Result<ResponseReference> meanResponse(const Calibration &curve, std::span<const StandardPoint> checks);

} // namespace tgc

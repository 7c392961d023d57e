// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/quantification/breakdown.h"

namespace tgc {

/// An estimate of scatter from few data. Contributions that rest on the same estimate are one term of the
/// Welch-Satterthwaite formula: the curve's residual SD stands behind its coefficients and behind the area's u.
struct ScatterEstimate {
    std::string_view of; ///< "curve", "blanks"
    double dof = 0.0;
};

/// One independent share of a standard uncertainty.
struct Contribution {
    std::string name;                       ///< of the input, as in its column
    double u = 0.0;                         ///< in the unit of the whole
    std::optional<ScatterEstimate> scatter; ///< empty: known without limit
};

/// sqrt of the sum of squares.
[[nodiscard]] double combined(const std::vector<Contribution> &contributions);

/// Welch-Satterthwaite: u^4 / sum(u_i^4 / nu_i). Empty when no contribution has finite degrees of freedom.
[[nodiscard]] std::optional<double> effectiveDof(const std::vector<Contribution> &contributions);

/// Shares of variance by name, largest first, zero shares left out; names met twice are added up.
[[nodiscard]] VarianceBudget budgetOf(const std::vector<Contribution> &contributions);

/// value -+ t(confidence, dof) u.
template <class Q>
[[nodiscard]] IntervalEstimate<Q> intervalOf(Q value, Q u, double coverageFactor)
{
    return {value, u, value - coverageFactor * u, value + coverageFactor * u};
}

} // namespace tgc

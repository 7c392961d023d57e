// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/contributions.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tgc {

double combined(const std::vector<Contribution> &contributions)
{
    double variance = 0.0;
    for (const Contribution &c : contributions) {
        variance += c.u * c.u;
    }
    return std::sqrt(variance);
}

std::optional<double> effectiveDof(const std::vector<Contribution> &contributions)
{
    std::map<std::string_view, std::pair<double, double>> byEstimate; // variance, dof
    for (const Contribution &c : contributions) {
        if (c.scatter) {
            auto &[variance, dof] = byEstimate[c.scatter->of];
            variance += c.u * c.u;
            dof = c.scatter->dof;
        }
    }
    double sum = 0.0;
    for (const auto &[estimate, term] : byEstimate) {
        sum += term.first * term.first / term.second;
    }
    if (!(sum > 0.0)) {
        return std::nullopt;
    }
    const double u = combined(contributions);
    return u * u * u * u / sum;
}

VarianceBudget budgetOf(const std::vector<Contribution> &contributions)
{
    const double total = combined(contributions);
    VarianceBudget budget;
    for (const Contribution &c : contributions) {
        const double share = total > 0.0 ? c.u * c.u / (total * total) : 0.0;
        if (!(share > 1e-12)) { // a derivative that cancels leaves rounding behind
            continue;
        }
        const auto same = std::find_if(budget.begin(), budget.end(), [&](const auto &b) { return b.first == c.name; });
        if (same != budget.end()) {
            same->second += share;
        } else {
            budget.emplace_back(c.name, share);
        }
    }
    std::stable_sort(budget.begin(), budget.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return budget;
}

} // namespace tgc

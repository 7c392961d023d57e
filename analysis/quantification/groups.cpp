// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quantification/groups.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/calibration/control_chart.h"
#include "analysis/calibration/statistics.h"

namespace tgc {

namespace {

constexpr double largestT = 1000.0; ///< beyond it the noncentral t distribution takes long to sum

double medianOf(std::span<const double> values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
}

} // namespace

GroupSummary summariseGroup(std::span<const double> values, std::span<const double> uncertainties, double confidence)
{
    GroupSummary summary;
    summary.n = values.size();
    summary.mean = mean(values);
    if (values.size() > 1) {
        const auto n = static_cast<double>(values.size());
        summary.sd = sampleSd(values);
        summary.halfWidth = studentQuantile(0.5 + 0.5 * confidence, n - 1.0) * *summary.sd / std::sqrt(n);
    }
    if (!uncertainties.empty()) {
        summary.measurementU = medianOf(uncertainties);
    }
    return summary;
}

std::optional<GroupComparison> compareGroups(std::span<const double> first, std::span<const double> second,
                                             double confidence)
{
    if (first.size() < 2 || second.size() < 2) {
        return std::nullopt;
    }
    const auto n1 = static_cast<double>(first.size());
    const auto n2 = static_cast<double>(second.size());
    const double v1 = std::pow(sampleSd(first), 2);
    const double v2 = std::pow(sampleSd(second), 2);
    const double e1 = v1 / n1;
    const double e2 = v2 / n2;
    if (!(e1 + e2 > 0.0)) {
        return std::nullopt;
    }
    GroupComparison result;
    result.difference = mean(first) - mean(second);
    const double error = std::sqrt(e1 + e2);
    result.t = result.difference / error;
    result.dof = std::pow(e1 + e2, 2) / (e1 * e1 / (n1 - 1.0) + e2 * e2 / (n2 - 1.0));
    result.p = studentTwoSidedTail(result.t, result.dof);
    const double half = studentQuantile(0.5 + 0.5 * confidence, result.dof) * error;
    result.low = result.difference - half;
    result.high = result.difference + half;
    // Hedges 1981: J = G(m/2) / (sqrt(m/2) G((m-1)/2)), m = n1 + n2 - 2, which is c4(m) sqrt((m-1)/m).
    const double m = n1 + n2 - 2.0;
    const double pooled = std::sqrt(((n1 - 1.0) * v1 + (n2 - 1.0) * v2) / m);
    result.hedgesG = sdBias(static_cast<int>(m)) * std::sqrt((m - 1.0) / m) * result.difference / pooled;
    const double scale = std::sqrt(1.0 / n1 + 1.0 / n2);
    const double pooledT = result.difference / (pooled * scale);
    if (std::abs(pooledT) <= largestT) {
        result.hedgesLow = scale * noncentrality(pooledT, m, 0.5 + 0.5 * confidence);
        result.hedgesHigh = scale * noncentrality(pooledT, m, 0.5 - 0.5 * confidence);
    }
    return result;
}

} // namespace tgc

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calibration/model_tests.h"

#include <algorithm>
#include <array>

#include "analysis/calibration/least_squares.h"
#include "analysis/calibration/levels.h"
#include "analysis/calibration/statistics.h"

namespace tgc {

std::optional<FTest> lackOfFit(const Calibration &curve, std::span<const StandardPoint> standards,
                               std::span<const double> weights, std::size_t coefficients)
{
    const auto levels = groupLevels(standards);
    const std::size_t included = weights.size() - standards.size(); // the point (0,0), or none
    const auto n = static_cast<double>(standards.size() + included);
    const auto k = static_cast<double>(levels.size() + included);
    const auto p = static_cast<double>(coefficients);
    if (n <= k || k <= p) {
        return std::nullopt;
    }
    double pure = 0.0;
    double total = 0.0;
    if (included > 0) {
        const double e = areaAt(curve, 0.0);
        total += weights.back() * e * e;
    }
    for (const StandardLevel &level : levels) {
        double sumW = 0.0;
        double sumWE = 0.0;
        for (const std::size_t i : level.members) {
            const double e = standards[i].area - areaAt(curve, standards[i].amount);
            sumW += weights[i];
            sumWE += weights[i] * e;
            total += weights[i] * e * e;
        }
        for (const std::size_t i : level.members) {
            const double e = standards[i].area - areaAt(curve, standards[i].amount) - sumWE / sumW;
            pure += weights[i] * e * e;
        }
    }
    if (!(pure > 0.0)) {
        return std::nullopt;
    }
    const double f = (std::max(total - pure, 0.0) / (k - p)) / (pure / (n - k));
    return FTest{f, fisherUpperTail(f, k - p, n - k)};
}

std::optional<FTest> mandel(std::span<const double> x, std::span<const double> y, std::span<const double> weights)
{
    constexpr std::array straight{0, 1};
    constexpr std::array bent{0, 1, 2};
    const auto n = static_cast<double>(x.size());
    if (n < 4.0) {
        return std::nullopt;
    }
    const auto line = fitPolynomial(x, y, weights, straight);
    const auto quadratic = fitPolynomial(x, y, weights, bent);
    if (!line || !quadratic || !(quadratic->weightedResidualSum > 0.0)) {
        return std::nullopt;
    }
    const double gain = std::max(line->weightedResidualSum - quadratic->weightedResidualSum, 0.0);
    const double f = gain / (quadratic->weightedResidualSum / (n - 3.0));
    return FTest{f, fisherUpperTail(f, 1.0, n - 3.0)};
}

} // namespace tgc

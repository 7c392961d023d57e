// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/signal/theil_sen.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <boost/math/distributions/normal.hpp>

#include "analysis/signal/robust.h"

namespace tgc {

namespace {

struct Points {
    std::vector<double> x;
    std::vector<double> y;
};

/// The first and the last one always.
Points thinned(std::span<const double> x, std::span<const double> y)
{
    const std::size_t n = x.size();
    const std::size_t kept = std::min(n, mostForSlopes);
    Points points;
    for (std::size_t i = 0; i < kept; ++i) {
        const std::size_t at = kept < n ? i * (n - 1) / (kept - 1) : i;
        points.x.push_back(x[at]);
        points.y.push_back(y[at]);
    }
    return points;
}

/// sum t(t-1)(2t+5) over the groups of equal values.
double ofTies(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    double sum = 0.0;
    for (auto from = values.begin(); from != values.end();) {
        const auto to = std::upper_bound(from, values.end(), *from);
        const auto t = static_cast<double>(to - from);
        sum += t * (t - 1.0) * (2.0 * t + 5.0);
        from = to;
    }
    return sum;
}

} // namespace

std::optional<RobustLine> theilSen(std::span<const double> x, std::span<const double> y, double confidence)
{
    constexpr std::size_t fewest = 3;
    if (x.size() != y.size() || x.size() < fewest || !(confidence > 0.0 && confidence < 1.0)) {
        return std::nullopt;
    }
    const Points points = thinned(x, y);
    std::vector<double> slopes;
    for (std::size_t i = 0; i < points.x.size(); ++i) {
        for (std::size_t j = i + 1; j < points.x.size(); ++j) {
            if (points.x[i] != points.x[j]) {
                slopes.push_back((points.y[j] - points.y[i]) / (points.x[j] - points.x[i]));
            }
        }
    }
    if (slopes.empty()) {
        return std::nullopt;
    }
    std::sort(slopes.begin(), slopes.end());
    const auto n = static_cast<double>(points.x.size());
    const double s = std::sqrt((n * (n - 1.0) * (2.0 * n + 5.0) - ofTies(points.x) - ofTies(points.y)) / 18.0);
    const double z = boost::math::quantile(boost::math::normal(), 0.5 * (1.0 + confidence));
    const auto pairs = static_cast<double>(slopes.size());
    const double last = pairs - 1.0;
    const auto lower = static_cast<std::size_t>(std::clamp(std::round(0.5 * (pairs - z * s)) - 1.0, 0.0, last));
    const auto upper = static_cast<std::size_t>(std::clamp(std::round(0.5 * (pairs + z * s)), 0.0, last));
    RobustLine line;
    line.slope = median(slopes);
    line.low = slopes[lower];
    line.high = slopes[upper];
    line.intercept = median(points.y) - line.slope * median(points.x);
    return line;
}

} // namespace tgc
